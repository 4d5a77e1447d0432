// `npm run screenshots`: takes the pictures of the README from the VS Code that `npm start -- --web` serves:
// docs/screenshots/<what>-<theme>.png. Look at each before you commit it.
import path from "node:path";
import type { Page } from "playwright-core";
import { root } from "../scripts/paths.mjs";
import { openForm, openWorkbench, responseFrame, type Workbench } from "./e2e/workbench.ts";

type Take = (what: string) => Promise<void>;

async function main(): Promise<void> {
  await inTheme("light", "Default Light Modern", takeFormAndPicker);
  await inTheme("dark", "Default Dark Modern", takeStreamAndError);
}

async function inTheme(
  name: string,
  theme: string,
  work: (workbench: Workbench, take: Take) => Promise<void>,
): Promise<void> {
  const workbench = await openWorkbench({ settings: { "workbench.colorTheme": theme } });
  try {
    await workbench.page.setViewportSize({ width: 1280, height: 820 });
    await work(workbench, async (what) => {
      const file = path.join("docs/screenshots", `${what}-${name}.png`);
      await workbench.page.screenshot({ path: path.join(root, file) });
      process.stdout.write(`${file}\n`);
    });
  } finally {
    await workbench.close();
  }
}

async function takeFormAndPicker({ page, folder }: Workbench, take: Take): Promise<void> {
  const form = await openForm(page, path.join(folder, "claude-chat.bedrock.json"));
  await form.getByRole("button", { name: "Invoke" }).click();
  const response = await responseFrame(page);
  await response.getByText("Done", { exact: true }).waitFor();
  await take("form");
  const model = form.getByRole("combobox", { name: "Model" });
  await model.click();
  await form.getByText(/^\d+ in us-east-1 as of/).waitFor();
  await model.fill("haiku");
  await form.getByRole("option").first().waitFor();
  await take("picker");
}

async function takeStreamAndError({ page, folder }: Workbench, take: Take): Promise<void> {
  await invokeExample(page, path.join(folder, "claude-streaming.bedrock.json"));
  const response = await responseFrame(page);
  await response.getByText("Everything else").waitFor();
  await take("stream");
  await response.getByText("Done", { exact: true }).waitFor();
  await invokeExample(page, path.join(folder, "throttled.bedrock.json"));
  await response.getByRole("heading", { name: "ThrottlingException" }).waitFor();
  await take("error");
}

async function invokeExample(page: Page, file: string): Promise<void> {
  const form = await openForm(page, file);
  await form.getByRole("button", { name: "Invoke" }).click();
}

void main();
