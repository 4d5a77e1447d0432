import { writeFile } from "node:fs/promises";
import assert from "node:assert/strict";
import path from "node:path";
import type { Frame, Page } from "playwright-core";
import {
  openFile,
  openWorkbench,
  responseFrame,
  runCommand,
  takeScreenshot,
  type Workbench,
} from "./workbench.ts";

const file = "tides.bedrock-run.json";
/** Over two million UTF-16 units, with two of them a character at every place where the text may be cut. */
const long = `Long: ${"🌊".repeat(1_100_000)}`;

describe("a saved run in a browser", () => {
  let workbench: Workbench;
  let page: Page;
  let response: Frame;

  before(async () => {
    workbench = await openWorkbench({ files: { [file]: saved("The tide turns.") } });
    ({ page } = workbench);
  });

  after(async () => {
    await workbench.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "failed saved run");
  });

  it("opens in the response view, with nothing to send again", async () => {
    await openFile(page, path.join(workbench.folder, file));
    await page.locator(".editor-instance .monaco-editor:visible").waitFor();
    await runCommand(page, "Bedrock Invoke: Open as Response");
    response = await responseFrame(page);
    await response.getByText("The tide turns.").waitFor();
    await response.getByText("Done", { exact: true }).waitFor();
    await response.getByText("anthropic.claude-x").waitFor();
    assert.equal(await response.getByRole("button", { name: "Rerun" }).count(), 0);
    await takeScreenshot(page, "saved run");
  });

  it("shows the file anew when it changes, to the last character of a long answer", async () => {
    await writeFile(path.join(workbench.folder, file), saved(long));
    await response.getByText("Long:").waitFor();
    await response.getByRole("button", { name: "Show all" }).click();
    await response.waitForFunction(
      (length) => (document.querySelector(".answer")?.textContent?.length ?? 0) >= length,
      long.length,
    );
    const broken = await response.evaluate(() => {
      const text = document.querySelector(".answer")?.textContent ?? "";
      return { length: text.length, lost: text.includes("\uFFFD") };
    });
    assert.deepEqual(broken, { length: long.length, lost: false });
  });

  it("says what is wrong with a file that is no run", async () => {
    await writeFile(path.join(workbench.folder, file), '{ "version": 1');
    await response.getByText("This run file is not complete JSON.").waitFor();
    await takeScreenshot(page, "broken saved run");
  });
});

function saved(text: string): string {
  const body = { type: "message", role: "assistant", content: [{ type: "text", text }] };
  return JSON.stringify({
    version: 1,
    savedAt: "2026-11-21T10:00:00.000Z",
    status: "done",
    request: { operation: "InvokeModel", modelId: "anthropic.claude-x", body: { max_tokens: 9 } },
    connection: { region: "us-east-1", endpointHost: "bedrock-runtime.us-east-1.amazonaws.com" },
    response: { status: 200, headers: { "content-type": "application/json" }, body },
    metrics: { wallMs: 900, attempts: 1 },
  });
}
