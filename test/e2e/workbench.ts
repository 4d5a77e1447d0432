// What a user gets from `npm start -- --web`: the served VS Code in a real browser, as the end-to-end tests drive it.
import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Browser, type FrameLocator, type Page, chromium } from "playwright-core";
import { chromiumArguments, ensureChromium } from "../../scripts/chromium.mjs";
import { root } from "../../scripts/paths.mjs";
import { quietSettings } from "../../scripts/vscodeServer.mjs";

/** A started VS Code and its page. `folder` is a copy of examples/; `close` ends everything and returns the exit code of `npm start`. */
export type Workbench = {
  page: Page;
  folder: string;
  sandboxUrl: string;
  /** The process that `npm start` runs. */
  pid: number;
  close: () => Promise<number | null>;
};

/** What a test may change before VS Code starts. */
export type WorkbenchOptions = {
  /** User settings besides those that `npm start` writes. */
  settings?: Record<string, unknown>;
  /** Files written into the opened folder, by relative path. */
  files?: Record<string, string>;
};

/** Starts scripts/start.mjs on free ports with state of its own, and resolves when the workbench is drawn. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const temp = await mkdtemp(path.join(os.tmpdir(), "bedrock-invoke-e2e-"));
  const folder = path.join(temp, "examples");
  const data = path.join(temp, "data");
  await cp(path.join(root, "examples"), folder, { recursive: true });
  for (const [file, text] of Object.entries(options.files ?? {}))
    await writeFile(path.join(folder, file), text);
  if (options.settings) await seedSettings(data, options.settings);

  const start = path.join(root, "scripts/start.mjs");
  const args = ["--web", "--skip-build", "--folder", folder, "--data-dir", data];
  const child = spawn(process.execPath, [start, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  let browser: Browser | undefined;
  const close = async (): Promise<number | null> => {
    await browser?.close();
    child.kill("SIGINT");
    const code = await exited;
    await rm(temp, { recursive: true, force: true, maxRetries: 5 });
    return code;
  };
  try {
    const { url, sandboxUrl } = await addresses(child);
    browser = await launch();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(url);
    await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
    return { page, folder, sandboxUrl, pid: child.pid ?? 0, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs a palette command by the title shown there, as F1, typing and Enter do. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input.input");
  await input.waitFor();
  await input.fill(`>${title}`);
  const first = page.locator(".quick-input-list .monaco-list-row").first();
  await first.filter({ hasText: title }).waitFor();
  await page.keyboard.press("Enter");
}

/** Returns the page inside the visible request form (a custom editor). */
export function formFrame(page: Page): FrameLocator {
  return webview(page, "customEditor");
}

/** Returns the page inside the visible "Bedrock Invoke" view of the panel. */
export function responseFrame(page: Page): FrameLocator {
  return webview(page, "webviewView");
}

/** Keeps a picture of the page in .vscode-test/screenshots/<name>.png and returns its path. */
export async function takeScreenshot(page: Page, name: string): Promise<string> {
  const file = path.join(root, ".vscode-test/screenshots", `${name}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return file;
}

/** VS Code says in a webview's address what it is for; hidden ones stay in the document. */
function webview(page: Page, purpose: string): FrameLocator {
  return page
    .frameLocator(`iframe.webview.ready[src*="purpose=${purpose}"]:visible`)
    .frameLocator("#active-frame");
}

async function launch(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await ensureChromium(),
    args: chromiumArguments,
  });
}

async function seedSettings(data: string, settings: Record<string, unknown>): Promise<void> {
  await mkdir(path.join(data, "User"), { recursive: true });
  const all = { ...quietSettings, ...settings };
  await writeFile(path.join(data, "User/settings.json"), JSON.stringify(all));
}

function addresses(child: ChildProcess): Promise<{ url: string; sandboxUrl: string }> {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (data: unknown): void => {
      output += String(data);
      const url = /^Open (\S+)$/m.exec(output)?.[1];
      const sandboxUrl = /^Sandbox (\S+)/m.exec(output)?.[1];
      if (url && sandboxUrl) resolve({ url, sandboxUrl });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("close", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}
