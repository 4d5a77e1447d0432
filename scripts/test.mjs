// `npm test`: installs what is missing, builds, and runs every tier.
//   -- --tier unit|page|integration|e2e   only these (repeatable)
//   -- --vscode VERSION                   the integration tier on this VS Code only (repeatable)
//   -- --only TEXT                        the suites of the integration tier that have TEXT in their path
// Prints "<tier>: N passed, N failed" after each tier; at the end all of these lines again with what failed by name, then
// "N passed, N failed".
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, installDependencies } from "./dependencies.mjs";
import { vscodeVersions } from "./codeServer.mjs";
import { root } from "./paths.mjs";

const names = ["unit", "page", "integration", "e2e"];

/** Side by side: the tiers that compute, and those that mostly wait for VS Code. */
const lanes = [
  ["unit", "page"],
  ["integration", "e2e"],
];

const { tiers, versions, only } = chosen();
const total = { passed: 0, failed: 0 };
const lines = [];

try {
  await installDependencies();
  await build();
  await runLanes();
} catch (error) {
  fail(error);
}
process.stdout.write(`\n${lines.map((line) => `${line}\n`).join("")}`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** With one lane the output is shown as it comes; with two, each tier's is shown whole when the tier has ended. */
async function runLanes() {
  const { runTier } = await import("./tiers.mjs");
  const chosenLanes = lanes.map((lane) => lane.filter((tier) => tiers.includes(tier)));
  const held = chosenLanes.every((lane) => lane.length > 0);
  const hasChromium = tiers.some((tier) => tier !== "unit") ? findChromium() : false;
  await Promise.all(
    chosenLanes.map(async (lane) => {
      for (const tier of lane)
        if (tier === "unit" || (await hasChromium)) await report(tier, held, runTier);
    }),
  );
}

/** Installs Chromium, if it must. Without one, which is one failure, no tier but `unit` can run. */
async function findChromium() {
  const { ensureChromium } = await import("./chromium.mjs");
  try {
    process.env.CHROMIUM_PATH = await ensureChromium();
    return true;
  } catch (error) {
    fail(error);
    return false;
  }
}

function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  total.failed += 1;
}

function chosen() {
  const many = { type: /** @type {const} */ ("string"), multiple: /** @type {const} */ (true) };
  const { values } = parseArgs({
    options: { tier: many, vscode: many, only: { type: "string" } },
  });
  return {
    tiers: known("--tier", values.tier ?? names, names),
    versions: known("--vscode", values.vscode ?? vscodeVersions, vscodeVersions),
    only: values.only,
  };
}

function known(option, values, all) {
  const unknown = values.find((value) => !all.includes(value));
  if (unknown === undefined) return values;
  process.stderr.write(`${option} is one of ${all.join(", ")}, not "${unknown}".\n`);
  process.exit(2);
}

async function report(tier, held, runTier) {
  process.stdout.write(held ? `Running ${tier} …\n` : `\n== ${tier}\n`);
  const start = Date.now();
  const parts = await runTier(tier, { versions, only, held }).catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    const problem = error instanceof Error ? error.message : String(error);
    return [{ title: tier, counts: { passed: 0, failed: 0, skipped: 0, problem } }];
  });
  const seconds = Math.round((Date.now() - start) / 1000);
  const expected = only === undefined ? await expectationOf(tier) : undefined;
  for (const { title, counts } of parts) {
    const { passed, failed, problems } = judged(counts, expected);
    const line = `${title}: ${passed} passed, ${failed} failed`;
    process.stdout.write(`${line}\n`);
    const failures = [...(counts.failures ?? []), ...problems];
    lines.push(`${line} (${seconds} s)`, ...failures.map((failure) => `  failed: ${failure}`));
    lines.push(...(counts.notes ?? []).map(sayNote));
    total.passed += passed;
    total.failed += failed;
  }
}

/** A tier that breaks, runs no test or leaves one out has failed, whatever its tests said; so has one that lost a suite. */
function judged({ passed, failed, skipped, problem, files = [], notes = [] }, expected) {
  const seen = new Set([...files, ...notes.map(({ leftOut }) => leftOut)]);
  const lost = (expected?.files ?? []).filter((file) => !seen.has(file));
  const ran = passed + failed;
  const problems = [
    ...(problem && failed === 0 ? [problem] : []),
    ...(skipped > 0 ? [`${skipped} tests were skipped.`] : []),
    ...(ran > 0 && lost.length > 0 ? [`These files ran no test: ${lost.join(", ")}.`] : []),
    ...(ran < (expected?.minimum ?? 1)
      ? [`It ran ${ran} tests; test/minimum.json asks for ${expected?.minimum ?? 1}.`]
      : []),
  ];
  return { passed, failed: failed + (problems.length > 0 ? 1 : 0), problems };
}

/** The files that have to run a test, and how many tests run wherever the tier does. */
async function expectationOf(tier) {
  const folder = path.join(root, "test", tier);
  const entries = await readdir(folder, { recursive: true });
  const files = entries
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => path.join("test", tier, file));
  const minimums = JSON.parse(await readFile(path.join(root, "test/minimum.json"), "utf8"));
  return { files, minimum: minimums[tier] };
}

function sayNote(note) {
  return "note" in note ? `  ${note.note}` : `  left out: ${note.leftOut}, for ${note.why}`;
}
