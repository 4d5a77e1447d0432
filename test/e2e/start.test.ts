import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { alive, processTree } from "./processes.ts";
import { formFrame, openWorkbench, runCommand, takeScreenshot } from "./workbench.ts";

describe("npm start -- --web", () => {
  it("serves a trusted, quiet VS Code that lists the examples", async () => {
    const workbench = await openWorkbench();
    const { page, folder } = workbench;
    try {
      const examples = await readdir(folder);
      assert.ok(examples.length > 0);
      for (const file of examples)
        await page.getByRole("treeitem", { name: file }).first().waitFor();
      assert.equal(await page.locator(".part.banner:visible").count(), 0, "restricted mode");
      assert.equal(await page.locator(".part.editor .tab").count(), 0, "a welcome page");
      assert.equal(await page.locator(".notification-toast").count(), 0, "a notification");
      await takeScreenshot(page, "start");
    } finally {
      await workbench.close();
    }
  });

  it("opens the playground of the packaged extension, and leaves no process on Ctrl-C", async () => {
    const workbench = await openWorkbench({ packages: true });
    let started: number[] = [];
    try {
      await runCommand(workbench.page, "Bedrock Invoke: Open Playground");
      const form = await formFrame(workbench.page);
      await form.getByRole("button", { name: "Invoke" }).first().waitFor();
      await takeScreenshot(workbench.page, "playground");
      started = processTree(workbench.pid);
      assert.ok(started.length >= 3, "start.mjs, the server and its extension host run");
    } finally {
      assert.equal(await workbench.close(), 0);
    }
    assert.deepEqual(alive(started), []);
  });
});
