// Brings node_modules and dist/ up to date. Runs before any package is there, so it uses Node alone.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";

/** Runs `npm ci` unless node_modules already holds what package-lock.json asks for. Throws when npm fails. */
export async function installDependencies() {
  if (isInstalled()) return;
  process.stdout.write("Installing the packages that package-lock.json names …\n");
  const code = await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root });
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code}).`);
}

/** Builds dist/. Throws when esbuild reports an error. */
export async function build() {
  const code = await run(process.execPath, ["esbuild.mjs"], { cwd: root });
  if (code !== 0) throw new Error("The build failed; what esbuild says is above.");
}

/** Compares versions rather than dates: git does not keep dates, and a copied folder has new ones. */
function isInstalled() {
  try {
    const wanted = readLock("package-lock.json");
    const present = readLock("node_modules/.package-lock.json");
    return Object.entries(wanted).every(
      ([where, { version, optional, link }]) =>
        where === "" || link || optional || present[where]?.version === version,
    );
  } catch {
    return false;
  }
}

function readLock(file) {
  return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
}
