// The tiers of `npm test`. Each runs its tests and returns what they counted.
import path from "node:path";
import { ensureVscode, newestVscode } from "./codeServer.mjs";
import { runIntegration } from "./integration.mjs";
import { isolatedEnvironment } from "./isolatedEnvironment.mjs";
import { mochaArguments } from "./mochaArguments.mjs";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { withResult } from "./results.mjs";

/**
 * Runs a tier and returns what it counted, under a title for each part that has a line of its own.
 * @param {string} name
 * @param {{ versions: string[], only?: string | undefined, held: boolean }} options
 *   `versions` and `only` are the VS Codes and the suites of the integration tier; `held` output is shown when the tests have ended
 * @returns {Promise<{ title: string, counts: import("./results.mjs").Counts }[]>}
 */
export async function runTier(name, options) {
  if (name === "integration") return await runIntegration(options);
  const tier = name === "unit" ? unit : name === "page" ? page : endToEnd;
  const heading = options.held ? name : undefined;
  return [{ title: name, counts: await tier({ cwd: root, heading }) }];
}

async function unit(options) {
  const c8 = path.join(root, "node_modules/c8/bin/c8.js");
  const shards = path.join(root, "scripts/unitShards.mjs");
  return await withResult(
    (env) => run(process.execPath, [c8, process.execPath, shards], { ...options, env }),
    "Coverage is below the threshold of .c8rc.json.",
  );
}

async function page(options) {
  const args = mochaArguments(["--config", "test/page/mocharc.json"]);
  return await withResult((env) => run(process.execPath, args, { ...options, env }));
}

async function endToEnd(options) {
  await ensureVscode(newestVscode);
  const args = mochaArguments(["--config", "test/e2e/mocharc.json"]);
  return await withResult((env, temp) =>
    run(process.execPath, args, { ...options, env: isolatedEnvironment(temp, env) }),
  );
}
