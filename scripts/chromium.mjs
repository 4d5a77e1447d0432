// A Chromium to show VS Code's web workbench and the pages in. The headless shell draws them in half the processor time of
// the whole browser, so it is looked for first: the system's, else Debian's package, else a downloaded one.
import { existsSync } from "node:fs";
import path from "node:path";
import { cache, root } from "./paths.mjs";
import { run } from "./processes.mjs";

const shells = ["chromium-headless-shell", "chrome-headless-shell"];
const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const help =
  "No Chromium was found, and none could be installed. Install one (Debian: `sudo apt-get install chromium-headless-shell`; Ubuntu: `npx playwright-core install --with-deps chromium`; " +
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
    (await onSystem(shells)) ??
    (await debianShell()) ??
    (await onSystem(browsers)) ??
    (await downloadedChromium());
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

async function onSystem(commands) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin"];
  const onPath = commands.flatMap((command) => folders.map((folder) => path.join(folder, command)));
  const isMac = process.platform === "darwin" && commands === browsers;
  const candidates = isMac ? macApplications : onPath;
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

/** Installs Debian's package where we are root; undefined elsewhere, and where a distribution made of Debian has none. */
async function debianShell() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  const name = "chromium-headless-shell";
  process.stdout.write(`Installing Debian's ${name} …\n`);
  if ((await run("apt-get", ["update", "-q"])) !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "-q", "--no-install-recommends", name];
  if ((await run("apt-get", install, { env })) !== 0) return undefined;
  return await onSystem(shells);
}
