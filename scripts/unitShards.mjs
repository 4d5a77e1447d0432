// The unit tier's files in two processes side by side. c8 starts this script and counts the coverage of both: a process of
// our own writes its coverage when it ends, while mocha's parallel workers are killed before they have.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { mochaArguments } from "./mochaArguments.mjs";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { sum, withResult, writeResult } from "./results.mjs";

const entries = await readdir(path.join(root, "test/unit"), { recursive: true });
const files = entries.filter((file) => file.endsWith(".test.ts")).sort();
// The files of one folder take about as long as each other: each process gets every other one.
const runs = await Promise.all([0, 1].map((shard) => runShard(shard)));
const counts = sum(runs);
writeResult(counts);
process.exitCode = counts.failed === 0 && counts.problem === undefined ? 0 : 1;

function runShard(shard) {
  const others = files.filter((_, index) => index % 2 !== shard);
  const ignored = others.flatMap((file) => ["--ignore", path.join("test/unit", file)]);
  return withResult((env) =>
    run(process.execPath, mochaArguments(ignored), { cwd: root, env, held: shard > 0 }),
  );
}
