// A Chromium to show VS Code's web workbench in: the system's, else a downloaded one, else Debian's package.
import { existsSync } from "node:fs";
import path from "node:path";
import { cache, root } from "./paths.mjs";
import { run } from "./processes.mjs";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const help =
  "No Chromium was found, and none could be installed. Install one (Debian, Ubuntu: `sudo apt-get install chromium`; " +
  "Fedora: `sudo dnf install chromium`; macOS: `brew install --cask google-chrome`) or set CHROMIUM_PATH to a Chromium or Chrome.";

/** What headless Chromium needs in a container, as root and without a network of its own. */
const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * Returns the path of a Chromium that starts, installing one where none is found. Throws with what to install.
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH is set to ${given}, which does not exist.`);
  }
  const found =
    (await systemChromium()) ?? (await downloadedChromium()) ?? (await debianChromium());
  if (!found) throw new Error(help);
  return found;
}

/**
 * Returns what to give Playwright's `chromium.launch` for that Chromium.
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 */
export async function launchOptions() {
  return { executablePath: await ensureChromium(), args: chromiumArguments };
}

async function systemChromium() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = commands.flatMap((command) => folders.map((folder) => path.join(folder, command)));
  const candidates = process.platform === "darwin" ? macApplications : onPath;
  for (const file of candidates) if (existsSync(file) && (await starts(file))) return file;
  return undefined;
}

/** What is there need not start: Ubuntu's chromium-browser only points to a snap, a downloaded one may lack system libraries. */
async function starts(file) {
  return (await run(file, ["--version"], { quiet: true })) === 0;
}

async function downloadedChromium() {
  process.env.PLAYWRIGHT_BROWSERS_PATH = path.join(cache, "browsers");
  const { chromium } = await import("playwright-core");
  if (!existsSync(chromium.executablePath())) {
    process.stdout.write("Downloading Chromium …\n");
    const cli = path.join(root, "node_modules/playwright-core/cli.js");
    if ((await run(process.execPath, [cli, "install", "chromium"])) !== 0) return undefined;
  }
  return (await starts(chromium.executablePath())) ? chromium.executablePath() : undefined;
}

async function debianChromium() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  process.stdout.write("Installing Debian's chromium …\n");
  if ((await run("apt-get", ["update", "-q"])) !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "-q", "--no-install-recommends", "chromium"];
  if ((await run("apt-get", install, { env })) !== 0) return undefined;
  return await systemChromium();
}
