// The integration tier: test/integration in the extension host of a real VS Code, through @vscode/test-electron.
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { TestRunFailedError, runTests } from "@vscode/test-electron";
import esbuild from "esbuild";
import { ensureChromium } from "./chromium.mjs";
import { ensureVscode } from "./codeServer.mjs";
import { isolatedEnvironment } from "./isolatedEnvironment.mjs";
import { cache, root } from "./paths.mjs";
import { sum, withResult } from "./results.mjs";
import { quietSettings } from "./vscodeServer.mjs";

/** A downloaded desktop VS Code, or VS Code's server with Chromium. No server is published for Windows. */
const onDesktop = process.env.BEDROCK_INVOKE_VSCODE === "desktop" || process.platform === "win32";

/**
 * Runs the suites of test/integration on one VS Code: those of untrusted/ in a window that is not trusted, all others in one that is.
 * @param {string} version
 * @returns {Promise<import("./results.mjs").Counts>}
 */
export async function runIntegration(version) {
  const { index, hasUntrusted } = await bundleSuites(path.join(root, "test/integration"));
  const executable = onDesktop ? {} : await launcher(version);
  const { startSandbox } = createRequire(import.meta.url)(path.join(root, "dist/sandbox.js"));
  const sandbox = await startSandbox({ port: 0 });
  try {
    const runs = [await runSuites({ version, index, executable, sandbox, trusted: true })];
    // @vscode/test-electron switches workspace trust off on a desktop, with no way to keep it.
    if (hasUntrusted && !onDesktop)
      runs.push(await runSuites({ version, index, executable, sandbox, trusted: false }));
    return sum(runs);
  } finally {
    await sandbox.close();
  }
}

/**
 * Bundles the suites of a folder for the extension host and returns the path of the index that runs them.
 * @param {string} source
 */
export async function bundleSuites(source) {
  const target = path.join(cache, "suites", path.basename(source));
  await rm(target, { recursive: true, force: true });
  const files = (await readdir(source, { recursive: true })).filter((file) =>
    file.endsWith(".test.ts"),
  );
  await esbuild.build({
    entryPoints: [
      path.join(root, "test/integration/index.ts"),
      ...files.map((file) => path.join(source, file)),
    ],
    outbase: source,
    outdir: target,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  const hasUntrusted = files.some((file) => file.startsWith(`untrusted${path.sep}`));
  return { index: path.join(target, "index.js"), hasUntrusted };
}

async function launcher(version) {
  await ensureVscode(version);
  process.env.CHROMIUM_PATH = await ensureChromium();
  return { vscodeExecutablePath: path.join(root, "test/vscode/launcher") };
}

async function runSuites({ version, index, executable, sandbox, trusted }) {
  return await withResult(async (env, temp) => {
    const folder = path.join(temp, "workspace");
    const userDataDir = path.join(temp, "data");
    await cp(path.join(root, "examples"), folder, { recursive: true });
    await writeSettings(userDataDir, sandbox.url);
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
        BEDROCK_INVOKE_VSCODE_VERSION: version,
        BEDROCK_INVOKE_TRUST: trusted ? "on" : "off",
        BEDROCK_INVOKE_SANDBOX: sandbox.url,
      },
    });
  });
}

async function writeSettings(userDataDir, endpointUrl) {
  const settings = {
    ...quietSettings,
    "bedrockInvoke.endpointUrl": endpointUrl,
    "bedrockInvoke.region": "us-east-1",
    "bedrockInvoke.signRequests": false,
  };
  await mkdir(path.join(userDataDir, "User"), { recursive: true });
  await writeFile(path.join(userDataDir, "User/settings.json"), JSON.stringify(settings));
}

async function exitCode(options) {
  try {
    return await runTests(options);
  } catch (error) {
    if (error instanceof TestRunFailedError && error.code !== undefined) return error.code;
    throw error;
  }
}
