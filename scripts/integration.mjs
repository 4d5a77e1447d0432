// The integration tier: test/integration against the sandbox, on several VS Codes side by side.
import path from "node:path";
import { ensureVscode } from "./codeServer.mjs";
import { bundleSuites, onDesktop } from "./inVscode.mjs";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { withResult } from "./results.mjs";

/**
 * Runs the suites on each VS Code and returns what each counted. The suites of test/integration/untrusted run in a window
 * that is not trusted, all others in one that is.
 * @param {{ versions: string[], only?: string | undefined, held: boolean }} options
 *   `only` is part of the path of the suites to run; `held` output is shown when a VS Code's suites have ended
 * @returns {Promise<{ title: string, counts: import("./results.mjs").Counts }[]>}
 */
export async function runIntegration({ versions, only, held }) {
  const { index, files, remove } = await bundleSuites(path.join(root, "test/integration"), only);
  if (files.length === 0)
    throw new Error(`No suite of test/integration has "${only}" in its path.`);
  try {
    // One after the other: two downloads at a time only share the network.
    if (!onDesktop) for (const version of versions) await ensureVscode(version);
    const windows = windowsFor(files).join(",");
    const runs = versions.map(async (version) => {
      const title = `integration on VS Code ${version}`;
      const heading = held || versions.length > 1 ? title : undefined;
      const counts = await withResult((env) => {
        const script = path.join(root, "scripts/integrationOn.mjs");
        const args = [script, version, index, windows];
        return run(process.execPath, args, { cwd: root, env, heading });
      });
      return { title, counts };
    });
    return await Promise.all(runs);
  } finally {
    await remove();
  }
}

/** The windows that the suites need, by trust. @vscode/test-electron always switches workspace trust off on a desktop. */
function windowsFor(files) {
  const trusted = files.some((file) => !isUntrusted(file)) ? ["trusted"] : [];
  return files.some(isUntrusted) && !onDesktop ? [...trusted, "untrusted"] : trusted;
}

function isUntrusted(file) {
  return file.startsWith(`untrusted${path.sep}`);
}
