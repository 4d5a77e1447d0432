// The integration tier: test/integration against the sandbox, in a window that is trusted and in one that is not.
import { createRequire } from "node:module";
import path from "node:path";
import { bundleSuites, onDesktop, runInVscode } from "./inVscode.mjs";
import { root } from "./paths.mjs";
import { sum } from "./results.mjs";

/** Longer than any suite takes on two busy cores. */
const limitS = "420";

/**
 * Runs the suites on one VS Code: those of test/integration/untrusted in a window that is not trusted, all others in one that is.
 * @param {string} version
 * @returns {Promise<import("./results.mjs").Counts>}
 */
export async function runIntegration(version) {
  const { index, files, remove } = await bundleSuites(path.join(root, "test/integration"));
  const hasUntrusted = files.some((file) => file.startsWith(`untrusted${path.sep}`));
  const { startSandbox } = createRequire(import.meta.url)(path.join(root, "dist/sandbox.js"));
  const sandbox = await startSandbox({ port: 0 });
  const settings = {
    "bedrockInvoke.endpointUrl": sandbox.url,
    "bedrockInvoke.region": "us-east-1",
    "bedrockInvoke.signRequests": false,
  };
  const env = { BEDROCK_INVOKE_SANDBOX: sandbox.url, BEDROCK_INVOKE_LIMIT_S: limitS };
  try {
    const runs = [await runInVscode({ version, index, settings, env })];
    // @vscode/test-electron switches workspace trust off on a desktop, with no way to keep it.
    if (hasUntrusted && !onDesktop)
      runs.push(await runInVscode({ version, index, settings, env, trusted: false }));
    return sum(runs);
  } finally {
    await sandbox.close();
    await remove();
  }
}
