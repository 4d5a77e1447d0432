// What a user gets from `npm start -- --web`: the served VS Code in a real browser, as the end-to-end tests drive it.
import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Browser, type Frame, type Page, chromium } from "playwright-core";
import { launchOptions } from "../../scripts/chromium.mjs";
import { root } from "../../scripts/paths.mjs";
import { quietSettings } from "../../scripts/vscodeServer.mjs";

/** A started VS Code and its page. `folder` is a copy of examples/; `close` ends everything and returns the exit code of `npm start`. */
export type Workbench = {
  page: Page;
  /** Opens the folder in one more window of the same browser. */
  openWindow: () => Promise<Page>;
  folder: string;
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
  /** Whether `npm start` packages the extension, as it does for a user, instead of taking the package of all the tests. */
  packages?: boolean;
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
  const vsix = options.packages ? undefined : process.env["BEDROCK_INVOKE_VSIX"];
  const args = ["--web", "--skip-build", "--folder", folder, "--data-dir", data];
  if (vsix !== undefined) args.push("--vsix", vsix);
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
    const url = await address(child);
    browser = await chromium.launch(await launchOptions());
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      reducedMotion: "reduce",
    });
    const openWindow = async (): Promise<Page> => {
      const page = await context.newPage();
      // Other tiers keep the machine busy at the same time.
      page.setDefaultTimeout(90_000);
      await page.goto(url);
      await page.locator(".monaco-workbench .part.statusbar").waitFor();
      return page;
    };
    return { page: await openWindow(), openWindow, folder, pid: child.pid ?? 0, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs a palette command by the title shown there, as F1, typing and Enter do. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator(".quick-input-widget input.input");
  const first = page.locator(".quick-input-list .monaco-list-row").first();
  // The palette lists what is known when it opens: until the extension is read, it has to be opened again.
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press("F1");
    await input.waitFor();
    await input.fill(`>${title}`);
    try {
      await first.filter({ hasText: title }).waitFor({ timeout: 3000 });
      break;
    } catch (error) {
      if (attempt === 10) throw error;
      await page.keyboard.press("Escape");
    }
  }
  await page.keyboard.press("Enter");
}

/** Opens a file as text by its whole path: a window that has only begun finds none by a part of its name. */
export async function openFile(page: Page, file: string): Promise<void> {
  const name = path.basename(file);
  await page.keyboard.press("Control+p");
  await page.locator(".quick-input-widget input.input").fill(file);
  const first = page.locator(".quick-input-list .monaco-list-row").first();
  await first.filter({ hasText: name }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".tab.active").filter({ hasText: name }).waitFor();
}

/** Opens a request file, which no tab shows as a form yet, as a form and returns its page. */
export async function openForm(page: Page, file: string): Promise<Frame> {
  await openFile(page, file);
  const text = page.locator(".editor-instance .monaco-editor:visible");
  await text.waitFor();
  await runCommand(page, "Bedrock Invoke: Open as Form");
  await text.waitFor({ state: "hidden" });
  return await formFrame(page);
}

/** Returns the page of the visible request form; throws when there is none within a minute. Ask again after a reload. */
export async function formFrame(page: Page): Promise<Frame> {
  return await frameWith(page, "bedrock-form");
}

/** Returns the page of the visible response view; throws when there is none within a minute. Ask again after a reload. */
export async function responseFrame(page: Page): Promise<Frame> {
  return await frameWith(page, "bedrock-response");
}

/** Keeps a picture of the page in .vscode-test/screenshots/<name>.png and returns its path. */
export async function takeScreenshot(page: Page, name: string): Promise<string> {
  const file = path.join(root, ".vscode-test/screenshots", `${name}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return file;
}

/** VS Code keeps hidden webviews in the document, and nothing there tells ours apart but the element of the page itself. */
async function frameWith(page: Page, element: string): Promise<Frame> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    for (const frame of page.frames())
      // A frame that goes away while it is asked is not the one.
      if (await holds(frame, element).catch(() => false)) return frame;
    await page.waitForTimeout(20);
  }
  throw new Error(`No visible webview holds <${element}>.`);
}

async function holds(frame: Frame, element: string): Promise<boolean> {
  if ((await frame.locator(element).count()) === 0) return false;
  const outer = frame.parentFrame() ?? frame;
  return await (await outer.frameElement()).isVisible();
}

async function seedSettings(data: string, settings: Record<string, unknown>): Promise<void> {
  await mkdir(path.join(data, "User"), { recursive: true });
  const all = { ...quietSettings, ...settings };
  await writeFile(path.join(data, "User/settings.json"), JSON.stringify(all));
}

function address(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (data: unknown): void => {
      output += String(data);
      const url = /^Open (\S+)$/m.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("close", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}
