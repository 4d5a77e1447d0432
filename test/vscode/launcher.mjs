// Takes the place of a desktop VS Code for @vscode/test-electron: the same arguments, the same exit code,
// but VS Code's server and a headless Chromium. The extension host is the real one, in Node.
//
//   launcher --extensionDevelopmentPath=DIR --extensionTestsPath=FILE.js [--user-data-dir=DIR] [--extensions-dir=DIR] [FOLDER]
//
// From the environment: BEDROCK_INVOKE_VSCODE_VERSION (default the newest), BEDROCK_INVOKE_TRUST=off (restricted mode),
// BEDROCK_INVOKE_LIMIT_S (default 180). Everything in the environment reaches the extension host.
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { format } from "node:util";
import { chromium } from "playwright-core";
import { launchOptions } from "../../scripts/chromium.mjs";
import { newestVscode } from "../../scripts/codeServer.mjs";
import { cache } from "../../scripts/paths.mjs";
import { quietSettings, startVscodeServer } from "../../scripts/vscodeServer.mjs";

/** Exit code of a suite that did not end in time. */
const hung = 99;

/**
 * Runs the suite named by the arguments and exits with its code: 0 passed, 1 failed, 99 not ended in time, 2 never started.
 * @param {string[]} args
 */
export async function main(args) {
  const temp = await mkdtemp(path.join(os.tmpdir(), "bedrock-invoke-vscode-"));
  const closing = [];
  const close = async () => {
    for (const step of closing.splice(0).toReversed()) await step().catch(() => undefined);
    await rm(temp, { recursive: true, force: true, maxRetries: 5 });
  };
  let interrupted = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => {
      interrupted = true;
      void close().then(() => process.exit(130));
    });
  let code;
  try {
    code = await runSuite(parse(args, temp), closing);
  } catch (error) {
    if (interrupted) return;
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    code = error instanceof Error && error.cause === "hung" ? hung : 2;
  }
  if (interrupted) return;
  await close();
  // process.exit cuts off what a pipe has not taken yet.
  process.stdout.write("", () => process.exit(code));
}

function parse(args, temp) {
  const values = (name) =>
    args.flatMap((arg) => (arg.startsWith(`--${name}=`) ? [arg.slice(name.length + 3)] : []));
  const [tests] = values("extensionTestsPath");
  if (!tests) throw new Error("--extensionTestsPath=FILE.js is missing.");
  const version = process.env.BEDROCK_INVOKE_VSCODE_VERSION ?? newestVscode;
  const trusted = process.env.BEDROCK_INVOKE_TRUST !== "off";
  return {
    version,
    trusted,
    log: path.join(cache, "logs", `vscode-${version}${trusted ? "" : "-untrusted"}.log`),
    extensions: values("extensionDevelopmentPath").map((dir) => path.resolve(dir)),
    tests: path.resolve(tests),
    folder: args.find((arg) => !arg.startsWith("-")),
    userDataDir: values("user-data-dir")[0] ?? path.join(temp, "data"),
    extensionsDir: values("extensions-dir")[0] ?? path.join(temp, "extensions"),
    limitMs: Number(process.env.BEDROCK_INVOKE_LIMIT_S ?? "180") * 1000,
  };
}

async function runSuite(options, closing) {
  await seedSettings(options.userDataDir);
  await mkdir(path.dirname(options.log), { recursive: true });
  const server = await startVscodeServer({
    ...options,
    // The smoke test driver is what lets a page's address name an extension under test.
    args: ["--enable-smoke-test-driver", ...(options.trusted ? ["--disable-workspace-trust"] : [])],
  });
  closing.push(server.close);
  const browser = await chromium.launch({
    ...(await launchOptions()),
    // Signals are ours: the server has to go too.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  closing.push(() => browser.close());
  // Nobody looks at it: what is drawn without a graphics card, frame by frame, is time that the tests wait.
  const viewport = { width: 1000, height: 640 };
  const page = await browser.newPage({ viewport, reducedMotion: "reduce" });
  const suite = new Promise((resolve) => {
    void page.exposeFunction("codeAutomationExit", resolve);
  });
  const log = createWriteStream(options.log);
  await page.exposeFunction("codeAutomationLog", (type, args) => {
    log.write(`${type}: ${format(...args)}\n`);
    // VS Code's own messages come the same way; the suite marks its lines by this format.
    if (args[0] === "%s") process.stdout.write(`${format(...args)}\n`);
  });
  // The suite's own limit is below: a busy machine can take long to load the workbench.
  await page.goto(address(server.origin, options), { timeout: options.limitMs });
  const serverEnded = server.ended.then(() => "ended");
  const code = await Promise.race([suite, serverEnded, limit(options.limitMs)]);
  if (typeof code === "number") return code;
  throw new Error(
    code === "hung"
      ? `The suite did not end within ${options.limitMs / 1000} s. VS Code's log is ${options.log}`
      : `VS Code's server ended before the suite did. VS Code's log is ${options.log}`,
    { cause: code },
  );
}

async function seedSettings(userDataDir) {
  const file = path.join(userDataDir, "User", "settings.json");
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(quietSettings));
}

function address(origin, options) {
  const remote = (file) => `vscode-remote://${origin}${file}`;
  const payload = [
    ...options.extensions.map((dir) => ["extensionDevelopmentPath", remote(dir)]),
    ["extensionTestsPath", remote(options.tests)],
    ["skipWelcome", "true"],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (options.folder) query.set("folder", path.resolve(options.folder));
  else query.set("ew", "true");
  return `http://${origin}/?${query.toString()}`;
}

function limit(limitMs) {
  return new Promise((resolve) => {
    setTimeout(resolve, limitMs, "hung").unref();
  });
}
