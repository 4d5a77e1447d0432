import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Frame, Page } from "playwright-core";
import { formFrame, openFile, openWorkbench, runCommand, type Workbench } from "./workbench.ts";

const file = "typed.bedrock.json";
const body = '{ "messages": [] }';
const text = `{
  "modelId": "amazon.nova-lite-v1:0",
  "body": ${body}
}
`;

describe("a body under its user's hands", () => {
  let workbench: Workbench;
  let page: Page;
  let form: Frame;

  before(async () => {
    workbench = await openWorkbench({ files: { [file]: text } });
    ({ page } = workbench);
    await openFile(page, path.join(workbench.folder, file));
    await runCommand(page, "Bedrock Invoke: Open as Form");
    form = await formFrame(page);
    await form.getByText("messages").waitFor();
  });

  after(async () => {
    await workbench.close();
  });

  it("can be emptied and written anew while the form stays", async () => {
    await form.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await form.getByText("The body is empty").first().waitFor();
    await form.getByRole("button", { name: "Send anyway" }).waitFor();
    assert.equal(await shown(), "");
    await saved(text.replace(body, ""));
    await page.keyboard.type("// nothing yet");
    await saved(text.replace(body, "// nothing yet"));
    await form.getByText("The body is empty").first().waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText('{\n  "a": 1\n}');
    await form.getByText("The body is empty").first().waitFor({ state: "hidden" });
    await saved(text.replace(body, '{\n    "a": 1\n  }'));
    assert.equal(await model(), "amazon.nova-lite-v1:0");
  });

  it("comes back step by step at Undo", async () => {
    for (let before = await shown(); before !== body; before = await shown()) {
      await page.keyboard.press("Control+z");
      await form.waitForFunction(
        (old) =>
          [...document.querySelectorAll(".cm-line")].map((e) => e.textContent).join("\n") !== old,
        before,
      );
    }
    await saved(text);
  });

  it("keeps what is typed behind its last brace, and says that it does not belong there", async () => {
    const typed = ', "region": "eu-west-1"';
    await form.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(typed, { delay: 60 });
    await form.getByText("The value has already ended here").first().waitFor();
    assert.equal(await shown(), body + typed);
    await form.getByRole("button", { name: "Send anyway" }).waitFor();
    await saved(text.replace(body, body + typed));
    assert.equal(await form.getByText("eu-west-1").count(), 1, "in the body alone");
    for (let left = typed.length; left > 0; left--) await page.keyboard.press("Backspace");
    await form.getByRole("button", { name: "Invoke" }).waitFor();
    await saved(text);
  });

  it("loses nothing of what is typed at once after Ctrl+A", async () => {
    // A key that VS Code handles too takes effect there a moment later, and would select what was typed meanwhile.
    for (const typed of ["0123456789".repeat(5), "null", "9876543210"]) {
      await form.locator(".cm-content").click();
      await page.keyboard.press("Control+a");
      await page.keyboard.type(typed);
      assert.equal(await shown(), typed);
    }
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(body);
    await saved(text);
  });

  it("leaves VS Code its own keys", async () => {
    const palette = page.locator(".quick-input-widget");
    for (const key of ["F1", "Control+p"]) {
      await form.locator(".cm-content").click();
      await page.keyboard.press(key);
      await palette.waitFor();
      await page.keyboard.press("Escape");
      await palette.waitFor({ state: "hidden" });
    }
  });

  it("offers to redo where Undo has gone past the beginning of a new request", async () => {
    await runCommand(page, "Bedrock Invoke: Open Playground");
    await page.locator(".tab.active").filter({ hasText: "request-1" }).waitFor();
    const playground = await formFrame(page);
    await playground.getByText("messages").waitFor();
    await playground.locator(".cm-content").click();
    await page.keyboard.press("Control+z");
    await playground.getByText("Undo went past the beginning").waitFor();
    await playground.getByRole("button", { name: "Redo" }).click();
    await playground.getByText("messages").waitFor();
    await playground.getByText("Undo went past the beginning").waitFor({ state: "detached" });
  });

  async function shown(): Promise<string> {
    return (await form.locator(".cm-line").allTextContents()).join("\n");
  }

  async function model(): Promise<string> {
    return await form.getByRole("combobox", { name: "Model" }).inputValue();
  }

  /** Saves, and waits until the file on disk is the expected one; fails with the difference. */
  async function saved(expected: string): Promise<void> {
    await page.keyboard.press("Control+s");
    const onDisk = path.join(workbench.folder, file);
    const until = Date.now() + 5000;
    while ((await readFile(onDisk, "utf8")) !== expected && Date.now() < until)
      await page.waitForTimeout(50);
    assert.equal(await readFile(onDisk, "utf8"), expected);
  }
});
