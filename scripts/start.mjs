// `npm start`: a VS Code with this extension and the examples, talking to the sandbox. Nothing of AWS is needed.
//
//   npm start                 the desktop `code` where it is on the PATH, else VS Code in the browser
//   npm start -- --web        VS Code in the browser, from the npm package code-server
//     --port N                its port (default: any free one)
//     --folder DIR            what to open (default: examples/)
//     --data-dir DIR          where settings, extensions and state are kept (default: .vscode-test/start)
//     --skip-build            take dist/ as it is
//     --vsix FILE             install this package of the extension in the browser's VS Code (default: one that is made now)
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, installDependencies } from "./dependencies.mjs";
import { cache, root } from "./paths.mjs";

/** What has been started, to be ended in the opposite order. */
const closing = [];
let stopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(0));

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await stop(1);
}

async function main() {
  const { values: options } = parseArgs({
    options: {
      web: { type: "boolean", default: false },
      port: { type: "string", default: "0" },
      // The examples themselves, not a copy: what is edited there is found there afterwards, and git can undo it.
      folder: { type: "string", default: path.join(root, "examples") },
      "data-dir": { type: "string", default: path.join(cache, "start") },
      "skip-build": { type: "boolean", default: false },
      vsix: { type: "string" },
    },
  });
  await installDependencies();
  if (!options["skip-build"]) await build();
  const place = {
    folder: path.resolve(options.folder),
    userDataDir: path.resolve(options["data-dir"]),
    extensionsDir: path.join(path.resolve(options["data-dir"]), "extensions"),
    port: Number(options.port),
    vsix: options.vsix,
  };
  const { writeSettings } = await import("./startSettings.mjs");
  await writeSettings(place.userDataDir);

  const desktop = options.web ? undefined : desktopVscode();
  const { openDesktop, openWeb } = await import("./startVscode.mjs");
  const window = desktop ? await openDesktop(desktop, place) : await openWeb(place);
  closing.push(window.close);
  process.stdout.write(`${window.message}\nCtrl-C ends it all.\n`);
  const code = await window.ended;
  await stop(desktop ? 0 : (code ?? 1));
}

/** The desktop's `code`, unless this terminal belongs to a VS Code server: there `code` only talks to that server. */
function desktopVscode() {
  if (process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const names = process.platform === "win32" ? ["code.cmd"] : ["code"];
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const close of closing.toReversed()) await Promise.resolve(close()).catch(() => undefined);
  process.exit(code);
}
