// `npm test`: installs what is missing, builds, and runs every tier. `-- --tier unit|page|integration|e2e` (repeatable) runs only these.
// Prints "<tier>: N passed, N failed" after each tier and "N passed, N failed" at the very end.
import { parseArgs } from "node:util";
import { build, installDependencies } from "./dependencies.mjs";

const names = ["unit", "page", "integration", "e2e"];

const { values } = parseArgs({ options: { tier: { type: "string", multiple: true } } });
const chosen = values.tier ?? names;
for (const name of chosen)
  if (!names.includes(name)) {
    process.stderr.write(`--tier is one of ${names.join(", ")}, not "${name}".\n`);
    process.exit(2);
  }

const total = { passed: 0, failed: 0 };
const lines = [];

try {
  await installDependencies();
  await build();
  const { tiers } = await import("./tiers.mjs");
  for (const tier of tiers.filter(({ kind }) => chosen.includes(kind))) await runTier(tier);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  total.failed += 1;
}
process.stdout.write(`\n${lines.map((line) => `${line}\n`).join("")}`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runTier({ title, run }) {
  process.stdout.write(`\n== ${title}\n`);
  const start = Date.now();
  const { passed, failed } = await counted(run);
  const line = `${title}: ${passed} passed, ${failed} failed`;
  process.stdout.write(`${line}\n`);
  lines.push(`${line} (${Math.round((Date.now() - start) / 1000)} s)`);
  total.passed += passed;
  total.failed += failed;
}

/** A tier that breaks, runs no test or leaves one out has failed, whatever its tests said. */
async function counted(run) {
  try {
    const { passed, failed, skipped, problem } = await run();
    const problems = [
      ...(problem && failed === 0 ? [problem] : []),
      ...(passed + failed === 0 ? ["It ran no test."] : []),
      ...(skipped > 0 ? [`${skipped} tests were skipped.`] : []),
    ];
    for (const text of problems) process.stderr.write(`${text}\n`);
    return { passed, failed: failed + (problems.length > 0 ? 1 : 0) };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return { passed: 0, failed: 1 };
  }
}
