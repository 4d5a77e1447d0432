import assert from "node:assert/strict";
import { join } from "node:path";
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

/** The sandbox answers to its profiles alone, as the service does. */
const profileOnly = "anthropic.claude-haiku-4-5-20251001-v1:0";

describe("an error in a browser", () => {
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    workbench = await openWorkbench({
      files: {
        "profile.bedrock.json": request("Hello.", profileOnly),
        "denied.bedrock.json": request(
          "[sandbox:error=AccessDeniedException]",
          `us.${profileOnly}`,
        ),
      },
    });
    ({ page } = workbench);
  });
  after(() => workbench.close());

  it("is mended by its button: the form has the profile, and the answer is there", async () => {
    const form = await openForm("profile.bedrock.json");
    await form.getByRole("button", { name: "Invoke" }).click();
    const response = await responseFrame(page);
    await response.getByText("on-demand throughput isn’t supported").waitFor();
    await takeScreenshot(page, "needs a profile");
    await response.getByRole("button", { name: `Use us.${profileOnly} and Retry` }).click();
    await response.getByText("This is the sandbox").waitFor();
    await response
      .getByRole("heading", { name: "ValidationException" })
      .waitFor({ state: "detached" });
    const model = form.getByRole("combobox", { name: "Model" });
    assert.equal(await model.inputValue(), `us.${profileOnly}`);
  });

  it("says why the model is denied, in its place", async () => {
    await openText("denied.bedrock.json");
    await runCommand(page, "Bedrock Invoke: Invoke Request");
    const response = await responseFrame(page);
    await response.getByRole("heading", { name: "AccessDeniedException" }).waitFor();
    await response.getByRole("button", { name: "Why Denied?" }).click();
    await response.getByRole("status").getByText("The account has access to").waitFor();
    await takeScreenshot(page, "why denied");
  });

  async function openText(file: string): Promise<void> {
    await openFile(page, join(workbench.folder, file));
    await page.locator(".editor-instance .monaco-editor:visible").waitFor();
  }

  async function openForm(file: string): Promise<Frame> {
    await openText(file);
    await runCommand(page, "Bedrock Invoke: Open as Form");
    await page.locator(".editor-instance .monaco-editor:visible").waitFor({ state: "hidden" });
    return formFrame(page);
  }
});

function request(prompt: string, modelId: string): string {
  const body = {
    anthropic_version: "bedrock-2023-05-31",
    max_tokens: 200,
    messages: [{ role: "user", content: prompt }],
  };
  return `${JSON.stringify({ modelId, body }, null, 2)}\n`;
}
