// Runs suites in the extension host of a real VS Code, through @vscode/test-electron.
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { TestRunFailedError, runTests } from "@vscode/test-electron";
import esbuild from "esbuild";
import { ensureChromium } from "./chromium.mjs";
import { ensureVscode } from "./codeServer.mjs";
import { isolatedEnvironment } from "./isolatedEnvironment.mjs";
import { cache, root } from "./paths.mjs";
import { withResult } from "./results.mjs";
import { quietSettings } from "./vscodeServer.mjs";

/** Without what VS Code draws and runs besides: it costs a tenth of the renderer's time and a third of the extension host's. */
const plainSettings = {
  "breadcrumbs.enabled": false,
  "editor.bracketPairColorization.enabled": false,
  "editor.colorDecorators": false,
  "editor.cursorBlinking": "solid",
  "editor.matchBrackets": "never",
  "editor.minimap.enabled": false,
  "editor.occurrencesHighlight": "off",
  "editor.stickyScroll.enabled": false,
  "git.enabled": false,
  "outline.problems.enabled": false,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "workbench.navigationControl.enabled": false,
  "workbench.editor.showIcons": false,
};

/** A downloaded desktop VS Code, or VS Code's server with Chromium. No server is published for Windows. */
export const onDesktop =
  process.env.BEDROCK_INVOKE_VSCODE === "desktop" || process.platform === "win32";

/**
 * Bundles the suites of a folder for the extension host. `index` runs them; `files` are their paths in the folder;
 * `remove` takes the bundles away again.
 * @param {string} source
 * @param {string} [only] part of the path of the suites to bundle; default all
 * @returns {Promise<{ index: string, files: string[], remove: () => Promise<void> }>}
 */
export async function bundleSuites(source, only = "") {
  const suites = path.join(cache, "suites");
  await mkdir(suites, { recursive: true });
  // Inside the project, where mocha is found; a folder of its own, so that two runs do not meet.
  const target = await mkdtemp(path.join(suites, `${path.basename(source)}-`));
  const files = (await readdir(source, { recursive: true })).filter(
    (file) => file.endsWith(".test.ts") && file.includes(only),
  );
  await esbuild.build({
    entryPoints: {
      index: path.join(root, "test/integration/index.ts"),
      ...Object.fromEntries(
        files.map((file) => [file.replace(/\.ts$/, ""), path.join(source, file)]),
      ),
    },
    outdir: target,
    bundle: true,
    platform: "node",
    format: "cjs",
    // As in esbuild.mjs: the CommonJS builds of some libraries cannot be bundled.
    mainFields: ["module", "main"],
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  const remove = () => rm(target, { recursive: true, force: true });
  return { index: path.join(target, "index.js"), files, remove };
}

/**
 * Runs bundled suites in one window, opened on a copy of examples/, with settings and AWS files of its own, and returns their counts.
 * @param {{ version: string, index: string, trusted?: boolean, settings?: object, env?: NodeJS.ProcessEnv }} options
 *   `settings` are user settings; `env` reaches the extension host
 */
export async function runInVscode(options) {
  const { version, index, trusted = true } = options;
  const executable = onDesktop ? {} : await launcher(version);
  return await withResult(async (env, temp) => {
    const folder = path.join(temp, "workspace");
    const userDataDir = path.join(temp, "data");
    await cp(path.join(root, "examples"), folder, { recursive: true });
    await mkdir(path.join(userDataDir, "User"), { recursive: true });
    const settings = JSON.stringify({ ...quietSettings, ...plainSettings, ...options.settings });
    await writeFile(path.join(userDataDir, "User/settings.json"), settings);
    return await exitCode({
      version,
      ...executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: index,
      launchArgs: [
        folder,
        `--user-data-dir=${userDataDir}`,
        `--extensions-dir=${path.join(temp, "extensions")}`,
      ],
      extensionTestsEnv: {
        // @vscode/test-electron lays this over process.env: a variable is taken away by setting it to undefined.
        ...Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined])),
        ...isolatedEnvironment(temp, env),
        ...options.env,
        BEDROCK_INVOKE_VSCODE_VERSION: version,
        BEDROCK_INVOKE_TRUST: trusted ? "on" : "off",
      },
    });
  });
}

async function launcher(version) {
  await ensureVscode(version);
  process.env.CHROMIUM_PATH = await ensureChromium();
  return { vscodeExecutablePath: path.join(root, "test/vscode/launcher") };
}

async function exitCode(options) {
  try {
    return await runTests(options);
  } catch (error) {
    if (error instanceof TestRunFailedError && error.code !== undefined) return error.code;
    throw error;
  }
}
