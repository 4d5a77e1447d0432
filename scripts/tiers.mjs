// The tiers of `npm test`. Each runs its tests and returns what they counted.
import path from "node:path";
import { ensureVscode, newestVscode } from "./codeServer.mjs";
import { runIntegration } from "./integration.mjs";
import { isolatedEnvironment } from "./isolatedEnvironment.mjs";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { withResult } from "./results.mjs";

/**
 * Runs a tier and returns what it counted, under a title for each part that has a line of its own.
 * @param {string} name
 * @param {{ versions: string[], only?: string | undefined }} options the VS Codes and the suites of the integration tier
 * @returns {Promise<{ title: string, counts: import("./results.mjs").Counts }[]>}
 */
export async function runTier(name, options) {
  if (name === "integration") return await runIntegration(options);
  const tier = name === "unit" ? unit : name === "page" ? page : endToEnd;
  return [{ title: name, counts: await tier() }];
}

async function unit() {
  const c8 = path.join(root, "node_modules/c8/bin/c8.js");
  return await withResult(
    (env) => run(process.execPath, [c8, process.execPath, ...mocha([])], { cwd: root, env }),
    "Coverage is below the threshold of .c8rc.json, or mocha did not end well.",
  );
}

async function page() {
  const args = mocha(["--config", "test/page/mocharc.json"]);
  return await withResult((env) => run(process.execPath, args, { cwd: root, env }));
}

async function endToEnd() {
  await ensureVscode(newestVscode);
  const args = mocha(["--config", "test/e2e/mocharc.json"]);
  return await withResult((env, temp) =>
    run(process.execPath, args, { cwd: root, env: isolatedEnvironment(temp, env) }),
  );
}

function mocha(args) {
  const program = path.join(root, "node_modules/mocha/bin/mocha.js");
  return [program, "--reporter", path.join(root, "scripts/countingReporter.cjs"), ...args];
}
