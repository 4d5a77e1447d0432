import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import type { Frame, Page } from "playwright-core";
import {
  formFrame,
  openFile,
  openWorkbench,
  responseFrame,
  runCommand,
  takeScreenshot,
  type Workbench,
} from "./workbench.ts";

// Directives for the sandbox stand in the prompts: src/sandbox/page.ts lists them.
const slow = request(
  "Count. [sandbox:words=400] [sandbox:pace=60]",
  "InvokeModelWithResponseStream",
);
const cut = request(
  "Go on. [sandbox:words=60] [sandbox:midstream=modelStreamErrorException]",
  "InvokeModelWithResponseStream",
);
const edited = `// Comments stay.
{
  "modelId": "amazon.nova-lite-v1:0", // the model
  "body": {
    "messages": [{ "role": "user", "content": [{ "text": "Hello" }] }],
    "inferenceConfig": { "temperature": 1.0 }
  }
}
`;

describe("the playground in a browser", () => {
  let workbench: Workbench;
  let page: Page;
  /** The files that have been flipped to the form: they come back as one. */
  const forms = new Set<string>();

  before(async () => {
    workbench = await openWorkbench({
      files: { "slow.bedrock.json": slow, "cut.bedrock.json": cut, "edited.bedrock.json": edited },
    });
    ({ page } = workbench);
  });

  after(async () => {
    await workbench.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed")
      await takeScreenshot(page, `failed ${this.currentTest.title.slice(0, 60)}`);
  });

  it("answers a newcomer's first request after a command and a click", async () => {
    await runCommand(page, "Bedrock Invoke: Open Playground");
    const form = await formFrame(page);
    await form.getByRole("button", { name: "Invoke" }).click();
    const response = await responseFrame(page);
    await response.getByText("This is the sandbox, not a model").waitFor();
    await response.getByText("Done", { exact: true }).waitFor();
  });

  it("writes a picked model into the file, and nothing else", async () => {
    const form = await openForm("edited.bedrock.json");
    const model = form.getByRole("combobox", { name: "Model" });
    await model.fill("haiku 4.5");
    await form.getByRole("option").first().waitFor();
    await model.press("ArrowDown");
    await model.press("Enter");
    const picked = await model.inputValue();
    assert.match(picked, /claude-haiku-4-5/);
    await saveAs("edited.bedrock.json", edited.replace("amazon.nova-lite-v1:0", picked));
  });

  it("offers the models of the connection, and writes nothing of what narrows their list", async () => {
    const form = await formFrame(page);
    const model = form.getByRole("combobox", { name: "Model" });
    const before = await model.inputValue();
    await model.fill("sandbox-team");
    await form.getByText(/^\d+ in us-east-1 as of/).waitFor();
    await form.getByRole("option", { name: "sandbox-team" }).waitFor();
    await model.fill("nothing of the kind");
    await form.getByText("as typed").waitFor();
    // Longer than typing has to rest before a field is written.
    await page.waitForTimeout(1000);
    assert.equal(await page.locator(".tab.active.dirty").count(), 0);
    await model.press("Escape");
    assert.equal(await model.inputValue(), before);
  });

  it("undoes what form and body editor did, step by step, back to the file as it was", async () => {
    const form = await formFrame(page);
    const body = form.locator(".cm-content");
    const before = await onDisk("edited.bedrock.json");
    await typeAfter(form, "Hello", ", you");
    // At once: what was typed must be in the file that is saved.
    const greeted = before.replace("Hello", "Hello, you");
    await saveAs("edited.bedrock.json", greeted);
    await form.getByLabel("Trace").selectOption("ENABLED");
    await saveAs(
      "edited.bedrock.json",
      greeted.replace("// the model\n", '// the model\n  "trace": "ENABLED",\n'),
    );
    await body.click();
    await page.keyboard.press("Control+z");
    await saveAs("edited.bedrock.json", greeted);
    await page.keyboard.press("Control+z");
    await saveAs("edited.bedrock.json", before);
    await form.getByText("Hello, you").waitFor({ state: "hidden" });
  });

  it("says where a broken body is broken, keeps the members, and sends it only when asked again", async () => {
    const form = await formFrame(page);
    await typeAfter(form, "Hello", '", {');
    await form.getByRole("button", { name: "Send anyway" }).waitFor();
    await form.getByText("The body is not valid JSON", { exact: false }).first().waitFor();
    await takeScreenshot(page, "broken body");
    assert.match(await form.getByRole("combobox", { name: "Model" }).inputValue(), /haiku/);
    await form.getByRole("button", { name: "Send anyway" }).click();
    const response = await responseFrame(page);
    await response.getByRole("heading", { name: "ValidationException" }).waitFor();
    await form.locator(".cm-content").click();
    await page.keyboard.press("Control+z");
    await form.getByRole("button", { name: "Invoke" }).waitFor();
  });

  it("shows a stream as it arrives, and Esc stops it with what had come", async () => {
    const form = await openForm("slow.bedrock.json");
    await form.getByRole("button", { name: "Invoke" }).click();
    const response = await responseFrame(page);
    await response.getByText("Running", { exact: true }).waitFor();
    await response.getByText("This is the sandbox").waitFor();
    await takeScreenshot(page, "streaming");
    await form.getByRole("button", { name: "Cancel" }).waitFor();
    await form.locator(".cm-content").press("Escape");
    await response.getByText("Cancelled", { exact: true }).waitFor();
    const text = await response.getByRole("region", { name: "Answer" }).innerText();
    assert.match(text, /This is the sandbox/);
    await form.getByRole("button", { name: "Invoke" }).waitFor();
  });

  it("keeps the text that came before an error in mid-stream, and lays the error out", async () => {
    const form = await openForm("cut.bedrock.json");
    await form.locator(".cm-content").press("Control+Enter");
    const response = await responseFrame(page);
    await response.getByRole("heading", { name: /ModelStreamErrorException/i }).waitFor();
    await response.getByText("This is the sandbox").waitFor();
    await response.getByRole("button", { name: "Retry" }).waitFor();
    await takeScreenshot(page, "error");
  });

  it("has no serious accessibility fault in form and response", async () => {
    for (const frame of [await formFrame(page), await responseFrame(page)]) {
      await frame.evaluate(axe.source);
      const found = await frame.evaluate(async () => {
        const { axe: runner } = globalThis as unknown as { axe: typeof axe };
        return (await runner.run()).violations;
      });
      const serious = found.filter(({ impact }) => impact === "serious" || impact === "critical");
      assert.deepEqual(
        serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
      );
    }
  });

  it("is there again after a reload, with what was typed and not saved", async () => {
    const form = await openForm("edited.bedrock.json");
    await typeAfter(form, "Hello", " again");
    await page.locator(".tab.active.dirty").waitFor();
    await form.getByText("Hello again").waitFor();
    // VS Code keeps what is not saved a second after the last change, and tells nobody when it has.
    await page.waitForTimeout(3000);
    await page.reload();
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    const restored = await formFrame(page);
    await restored.getByText("Hello again").waitFor();
    await page.locator(".tab.active.dirty").waitFor();
  });

  async function openForm(file: string): Promise<Frame> {
    await openFile(page, path.join(workbench.folder, file));
    if (!forms.has(file)) {
      await page.locator(".editor-instance .monaco-editor:visible").waitFor();
      await runCommand(page, "Bedrock Invoke: Open as Form");
      await page.locator(".editor-instance .monaco-editor:visible").waitFor({ state: "hidden" });
      forms.add(file);
    }
    const form = await formFrame(page);
    await form.locator(".cm-content").waitFor();
    return form;
  }

  /** Saves, and waits until the file on disk is the expected one; fails with the difference. */
  async function saveAs(file: string, expected: string): Promise<void> {
    await page.keyboard.press("Control+s");
    const until = Date.now() + 30_000;
    while ((await onDisk(file)) !== expected && Date.now() < until) await page.waitForTimeout(50);
    assert.equal(await onDisk(file), expected);
    await page.locator(".tab.active:not(.dirty)").waitFor();
  }

  async function onDisk(file: string): Promise<string> {
    return await readFile(path.join(workbench.folder, file), "utf8");
  }

  async function typeAfter(form: Frame, word: string, text: string): Promise<void> {
    const line = form.locator(".cm-line", { hasText: word });
    await line.click();
    await page.keyboard.press("Home");
    const column = (await line.innerText()).indexOf(word) + word.length;
    const shown = (await line.innerText()).search(/\S/);
    for (let i = shown; i < column; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.type(text);
  }
});

function request(text: string, operation: string): string {
  const body = { messages: [{ role: "user", content: [{ text }] }] };
  return `${JSON.stringify({ operation, modelId: "amazon.nova-lite-v1:0", body }, null, 2)}\n`;
}
