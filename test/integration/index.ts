// Runs in the extension host: finds every bundled *.test.js beside it and runs it with mocha.
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import * as vscode from "vscode";

const trusted = process.env["BEDROCK_INVOKE_TRUST"] !== "off";

/** Runs the suites for a window with or without trust, and rejects when a test fails: the host then ends with code 1. */
export async function run(): Promise<void> {
  // A launcher that shows only the suite's own lines knows them by this format.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log("%s", format(...args));
  const trust = vscode.workspace.isTrusted ? "trusted" : "not trusted";
  Mocha.reporters.Base.consoleLog(
    `VS Code ${vscode.version}, extension host on Node ${process.version}, window ${trust}`,
  );
  const mocha = new Mocha({ ui: "bdd", timeout: 180_000, color: false, forbidOnly: true });
  mocha.rootHooks({ afterEach: rejectionsCollector() });
  for (const file of suites()) mocha.addFile(path.join(__dirname, file));
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const files = new Set<string>();
    const failed: string[] = [];
    runner.on("test end", ({ file = "" }) => files.add(sourceOf(file)));
    runner.on("fail", (test) => failed.push(test.titlePath().join(" › ")));
    runner.once("end", () => writeResult(runner.stats, files, failed));
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/** VS Code's server is installed without the program that its own extensions search files with; we never search. */
const withoutRipgrep = /^Error: spawn \S+ripgrep\S+ ENOENT/;

/** Returns a hook that fails when a promise of anybody in this host was rejected and nobody minded. */
function rejectionsCollector(): () => void {
  const reasons: unknown[] = [];
  process.on("unhandledRejection", (reason) => reasons.push(reason));
  return () => {
    const texts = reasons.splice(0).map((reason) => format(reason));
    const meant = texts.filter((text) => !withoutRipgrep.test(text));
    if (meant.length > 0) throw new Error(`Unhandled rejections:\n${meant.join("\n")}`);
  };
}

function suites(): string[] {
  return readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.js"))
    .filter((file) => file.startsWith(`untrusted${path.sep}`) !== trusted)
    .sort();
}

/** Returns the suite, from the project's root, that a bundle was made of. */
function sourceOf(bundle: string): string {
  const suite = path.relative(__dirname, bundle).replace(/\.js$/, ".ts");
  return path.join("test/integration", suite);
}

function writeResult(
  stats: Mocha.Stats | undefined,
  files: ReadonlySet<string>,
  failed: readonly string[],
): void {
  const file = process.env["BEDROCK_INVOKE_RESULT"];
  if (!file || !stats) return;
  const { passes, failures, pending } = stats;
  const counts = { passed: passes, failed: failures, skipped: pending, files: [...files] };
  writeFileSync(file, JSON.stringify({ ...counts, failures: failed }));
}
