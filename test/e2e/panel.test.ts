import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import {
  openFile,
  openWorkbench,
  responseFrame,
  runCommand,
  takeScreenshot,
  type Workbench,
} from "./workbench.ts";

describe("the response panel", () => {
  let workbench: Workbench;
  let page: Page;
  let one = "";
  let two = "";

  before(async () => {
    workbench = await openWorkbench({
      files: { "one.bedrock.json": request("One."), "two.bedrock.json": request("Two.") },
    });
    ({ page } = workbench);
    [one, two] = [
      join(workbench.folder, "one.bedrock.json"),
      join(workbench.folder, "two.bedrock.json"),
    ];
    await openFile(page, one);
    await send(page);
  });

  after(async () => {
    await workbench.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "failed panel");
  });

  it("shows in each of two windows the request that is active there, and only its own runs", async () => {
    const second = await workbench.openWindow();
    try {
      await openFile(second, two);
      await send(second);
      await nameInPanel(second, "two.bedrock.json");
      await openFile(second, one);
      await (await responseFrame(second)).getByText("No run yet").waitFor();
      await nameInPanel(second, "one.bedrock.json");
      await nameInPanel(page, "one.bedrock.json");
      await (await responseFrame(page)).getByText("Done", { exact: true }).waitFor();
    } finally {
      await second.close();
    }
  });

  it("stays with the pinned request over a reload, until it is unpinned", async () => {
    const before = await responseFrame(page);
    await before.getByRole("button", { name: "Pin", exact: true }).click();
    await before.locator('.request-bar [aria-pressed="true"]').waitFor();
    const reloaded = page.waitForEvent("load");
    await runCommand(page, "Developer: Reload Window");
    await reloaded;
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    const after = await responseFrame(page);
    await after.locator('.request-bar [aria-pressed="true"]').waitFor();
    await openFile(page, two);
    await nameInPanel(page, "one.bedrock.json");
    await after.getByRole("button", { name: "Pin", exact: true }).click();
    await nameInPanel(page, "two.bedrock.json");
    assert.equal(await after.locator('.request-bar [aria-pressed="true"]').count(), 0);
  });
});

async function send(page: Page): Promise<void> {
  await runCommand(page, "Bedrock Invoke: Invoke Request");
  await (await responseFrame(page)).getByText("Done", { exact: true }).waitFor();
}

/** Waits until the panel names the request. */
async function nameInPanel(page: Page, file: string): Promise<void> {
  const frame = await responseFrame(page);
  await frame.locator(".request-name").filter({ hasText: file }).waitFor();
}

function request(text: string): string {
  const body = { messages: [{ role: "user", content: [{ text }] }] };
  return `${JSON.stringify({ modelId: "amazon.nova-lite-v1:0", body }, null, 2)}\n`;
}
