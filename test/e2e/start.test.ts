import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { alive, processTree } from "./processes.ts";
import { openWorkbench, runCommand, takeScreenshot } from "./workbench.ts";

describe("npm start -- --web", () => {
  it("serves a trusted, quiet VS Code on the examples, and leaves no process on Ctrl-C", async () => {
    const workbench = await openWorkbench();
    const { page, folder } = workbench;
    const started = processTree(workbench.pid);
    try {
      for (const file of await readdir(folder))
        await page.getByRole("treeitem", { name: file }).first().waitFor({ timeout: 20_000 });
      assert.ok(started.length >= 3, "start.mjs, the server and the extension host run");
      assert.equal(await page.locator(".part.banner:visible").count(), 0, "restricted mode");
      assert.equal(await page.locator(".editor-group-container .tab").count(), 0, "a welcome page");
      await takeScreenshot(page, "start");
    } finally {
      assert.equal(await workbench.close(), 0);
    }
    assert.deepEqual(alive(started), []);
  });

  it("has the packaged extension in it", async () => {
    const workbench = await openWorkbench();
    try {
      await runCommand(workbench.page, "Bedrock Invoke: Open Playground");
      await workbench.page.locator('iframe.webview[src*="purpose=customEditor"]').waitFor();
      await takeScreenshot(workbench.page, "playground");
    } finally {
      await workbench.close();
    }
  });
});
