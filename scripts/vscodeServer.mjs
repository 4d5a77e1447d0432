// Starts VS Code's server on a loopback port, for the browser.
import path from "node:path";
import { ensureVscode } from "./codeServer.mjs";
import { endGroup, startGroup } from "./processes.mjs";

/** User settings without welcome pages, updates, telemetry or AI; autosave off, as on the desktop. */
export const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "update.showReleaseNotes": false,
  "files.autoSave": "off",
  "remote.autoForwardPorts": false,
  "git.openRepositoryInParentFolders": "never",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "security.workspace.trust.startupPrompt": "never",
};

/**
 * Starts the server and resolves when it listens. Throws with its output when it ends before that.
 * @param {{ version: string, userDataDir: string, extensionsDir: string, port?: number, token?: string, args?: string[], env?: NodeJS.ProcessEnv }} options
 *   without `port` any free one; without `token` anyone on this machine may connect
 * @returns {Promise<{ origin: string, ended: Promise<number | null>, close: () => Promise<void> }>} `origin` is host:port
 */
export async function startVscodeServer(options) {
  const { node, serverMain } = await ensureVscode(options.version);
  const child = startGroup(
    node,
    [
      serverMain,
      "--host",
      "127.0.0.1",
      "--port",
      String(options.port ?? 0),
      ...(options.token ? ["--connection-token", options.token] : ["--without-connection-token"]),
      "--accept-server-license-terms",
      "--server-data-dir",
      path.join(options.userDataDir, "server"),
      "--user-data-dir",
      options.userDataDir,
      "--extensions-dir",
      options.extensionsDir,
      "--disable-telemetry",
      ...(options.args ?? []),
    ],
    { env: serverEnvironment(options.env ?? process.env), stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = new Promise((resolve) => child.on("close", resolve));
  const close = () => endGroup(child);
  try {
    return { origin: await listening(child), ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Installs a packaged extension into an extensions folder. Throws when VS Code refuses it.
 * @param {{ version: string, userDataDir: string, extensionsDir: string, vsix: string }} options
 */
export async function installExtension(options) {
  const { node, serverMain } = await ensureVscode(options.version);
  const child = startGroup(
    node,
    [
      serverMain,
      "--accept-server-license-terms",
      "--server-data-dir",
      path.join(options.userDataDir, "server"),
      "--user-data-dir",
      options.userDataDir,
      "--extensions-dir",
      options.extensionsDir,
      "--install-extension",
      options.vsix,
      "--force",
    ],
    { env: serverEnvironment(process.env), stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += data));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`VS Code could not install ${options.vsix}:\n${output}`);
}

function listening(child) {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (data) => {
      output += data;
      const origin = /Web UI available at https?:\/\/([^/?\s]+)/.exec(output)?.[1];
      if (origin) resolve(origin.replace("localhost", "127.0.0.1"));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("close", (code) =>
      reject(new Error(`VS Code's server ended with code ${code} before it listened:\n${output}`)),
    );
  });
}

/**
 * A server started from a VS Code terminal must not take itself for a part of that VS Code.
 * It has no extension gallery: it would ask one for updates unasked.
 */
function serverEnvironment(env) {
  const own = Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: "{}" };
}
