// `npm run bench`: sizes, activation, the engine's cost and what a user waits for, each beside its budget. It reports; it never fails on a figure.
//   -- --only sizes|activation|engine|window|parts   one part (repeatable)
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, installDependencies } from "./dependencies.mjs";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const parts = { sizes, activation, engine, window: inWindow, parts: inParts };

await installDependencies();
await build();
process.stdout.write(`\n${os.cpus().length} cores, Node ${process.version}, ${os.platform()}\n`);
for (const [name, measure] of Object.entries(parts))
  if (values.only?.includes(name) ?? true) await measure();

async function sizes() {
  const { packageExtension } = await import("./packageExtension.mjs");
  const temp = await mkdtemp(path.join(os.tmpdir(), "bedrock-invoke-bench-"));
  const vsix = path.join(temp, "bedrock-invoke.vsix");
  await packageExtension(vsix);
  const rows = [
    ["extension.js, read at activation", await bytes("extension.js"), 60_000],
    ["features.js, read at first use", await bytes("features.js"), undefined],
    ["bedrock.js, the SDK", await bytes("bedrock.js"), 450_000],
    ["catalog.js, the control plane's client", await bytes("catalog.js"), 300_000],
    [
      "form page, editor.js + form.js",
      await bytes("webview/editor.js", "webview/form.js"),
      700_000,
    ],
    [
      "response page, editor.js + response.js",
      await bytes("webview/editor.js", "webview/response.js"),
      700_000,
    ],
    ["the .vsix", await bytes(vsix), 1_200_000],
  ];
  await rm(temp, { recursive: true, force: true });
  heading("Sizes", "bytes");
  for (const [what, size, budget] of rows) row(what, size, budget);
}

/** The bytes of built files together. */
async function bytes(/** @type {string[]} */ ...files) {
  const found = await Promise.all(files.map((file) => stat(path.resolve(root, "dist", file))));
  return found.reduce((total, { size }) => total + size, 0);
}

async function activation() {
  const { newestVscode } = await import("./codeServer.mjs");
  const { bundleSuites, runInVscode } = await import("./inVscode.mjs");
  const { index, remove } = await bundleSuites(path.join(root, "test/bench"));
  const temp = await mkdtemp(path.join(os.tmpdir(), "bedrock-invoke-bench-"));
  const file = path.join(temp, "figures.json");
  const figures = [];
  for (let start = 1; figures.length < 5 && start <= 10; start += 1) {
    await rm(file, { force: true });
    const env = { BEDROCK_INVOKE_FIGURES: file };
    const { failed, problem } = await runInVscode({ version: newestVscode, index, env });
    const text = await readFile(file, "utf8").catch(() => "null");
    if (failed > 0 || problem) process.stdout.write(`Start ${start}: ${problem ?? "failed"}\n`);
    else if (text !== "null") figures.push(JSON.parse(text));
  }
  await rm(temp, { recursive: true, force: true });
  await remove();
  const times = (/** @type {(figure: any) => number} */ ms) => {
    const sorted = figures.map(ms).sort((a, b) => a - b);
    return { median: round(sorted[sorted.length >> 1]), range: sorted.map(round).join(" ") };
  };
  const own = times(({ loadMs, activateMs }) => loadMs + activateMs);
  const whole = times(({ wholeMs }) => wholeMs);
  heading(`Activation, ${figures.length} fresh starts of VS Code ${newestVscode}`, "ms");
  row("reading extension.js and its activate(), median", own.median, 15);
  row("  each start", own.range);
  row("the same and VS Code's part, window starting", whole.median);
  row("modules of the AWS SDK loaded", Math.max(...figures.map((f) => f.awsModules.length)), 0);
  row("files of the extension loaded", figures[0]?.loaded.join(" ") ?? "none");
}

async function engine() {
  heading("Engine against the bare SDK, in turns in one run", "");
  await run(process.execPath, ["--import", "tsx", "test/bench/engine.ts"], { cwd: root });
}

async function inWindow() {
  heading("What a user waits for, in VS Code served to a browser", "");
  const { ensureChromium } = await import("./chromium.mjs");
  const env = { ...process.env, CHROMIUM_PATH: await ensureChromium() };
  await run(process.execPath, ["--import", "tsx", "test/bench/window.ts"], { cwd: root, env });
  await run(process.execPath, ["--import", "tsx", "test/bench/picker.ts"], { cwd: root, env });
}

async function inParts() {
  heading("Saved runs of up to 50 MB in the response view, one for each kind of part", "");
  const { ensureChromium } = await import("./chromium.mjs");
  const env = { ...process.env, CHROMIUM_PATH: await ensureChromium() };
  await run(process.execPath, ["--import", "tsx", "test/bench/parts.ts"], { cwd: root, env });
}

function heading(title, unit) {
  process.stdout.write(`\n${title}${unit ? ` (${unit})` : ""}\n`);
}

function row(what, value, budget) {
  const shown = typeof value === "number" ? value.toLocaleString("en-US") : value;
  const verdict =
    budget === undefined
      ? ""
      : `budget ${budget.toLocaleString("en-US").padStart(9)}  ${value <= budget ? "ok" : `OVER by ${(value - budget).toLocaleString("en-US")}`}`;
  process.stdout.write(`  ${what.padEnd(48)}${shown.padStart(12)}  ${verdict}\n`);
}

function round(ms) {
  return Math.round(ms * 100) / 100;
}
