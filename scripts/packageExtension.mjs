// Makes the .vsix from dist/ as it is.
import path from "node:path";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";

/**
 * Writes the packaged extension to `file`. Throws when vsce refuses it.
 * @param {string} file
 */
export async function packageExtension(file) {
  const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
  const args = [
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--out",
    file,
  ];
  const code = await run(process.execPath, [vsce, ...args], { cwd: root, quiet: true });
  if (code !== 0) throw new Error(`vsce could not package the extension (exit code ${code}).`);
}
