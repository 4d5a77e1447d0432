// The two ways `npm start` opens VS Code.
import { randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { newestVscode } from "./codeServer.mjs";
import { packageExtension } from "./packageExtension.mjs";
import { cache, root } from "./paths.mjs";
import { endGroup, startGroup } from "./processes.mjs";
import { installExtension, startVscodeServer } from "./vscodeServer.mjs";

/**
 * Opens the desktop VS Code with the extension in development, so that a rebuild and "Reload Window" show a change.
 * @param {string} command path of `code`
 * @param {{ folder: string, userDataDir: string, extensionsDir: string }} place
 * @returns {Promise<{ message: string, ended: Promise<number | null>, close: () => Promise<void> }>} `ended` resolves when its window is closed
 */
export async function openDesktop(command, place) {
  const child = startGroup(
    command,
    [
      "--user-data-dir",
      place.userDataDir,
      "--extensions-dir",
      place.extensionsDir,
      `--extensionDevelopmentPath=${root}`,
      "--disable-workspace-trust",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--new-window",
      "--wait",
      place.folder,
    ],
    { stdio: "inherit", shell: process.platform === "win32" },
  );
  const ended = new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", resolve);
  });
  const close = async () => {
    // `code` starts VS Code in a session of its own; the lock file of its user data folder names that process.
    const pid = Number(
      await readFile(path.join(place.userDataDir, "code.lock"), "utf8").catch(() => "0"),
    );
    if (pid > 0 && child.exitCode === null) process.kill(pid, "SIGTERM");
    await endGroup(child);
  };
  return { message: `VS Code is open on ${place.folder}`, ended, close };
}

/**
 * Serves VS Code to the browser with the extension installed as it ships.
 * @param {{ folder: string, userDataDir: string, extensionsDir: string, port: number, vsix?: string | undefined }} place
 *   without `vsix` the extension is packaged now
 * @returns {Promise<{ message: string, ended: Promise<number | null>, close: () => Promise<void> }>} `message` names the address
 */
export async function openWeb(place) {
  const vsix = place.vsix ?? path.join(place.userDataDir, "bedrock-invoke.vsix");
  await mkdir(place.extensionsDir, { recursive: true });
  await mkdir(cache, { recursive: true });
  if (place.vsix === undefined) await packageExtension(vsix);
  await installExtension({ version: newestVscode, ...place, vsix });
  // A web page of another site can reach a loopback port; it cannot guess this.
  const token = randomBytes(16).toString("hex");
  const server = await startVscodeServer({
    version: newestVscode,
    ...place,
    token,
    args: ["--disable-workspace-trust"],
  });
  const folder = encodeURIComponent(place.folder).replaceAll("%2F", "/");
  const address = `http://${server.origin}/?tkn=${token}&folder=${folder}`;
  return { message: `Open ${address}`, ended: server.ended, close: server.close };
}
