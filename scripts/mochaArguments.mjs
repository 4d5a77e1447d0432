// How the scripts start mocha.
import path from "node:path";
import { root } from "./paths.mjs";

/** Returns what Node needs to run mocha with `args` and to write what it counted for `withResult`. */
export function mochaArguments(/** @type {string[]} */ args) {
  const program = path.join(root, "node_modules/mocha/bin/mocha.js");
  return [program, "--reporter", path.join(root, "scripts/countingReporter.cjs"), ...args];
}
