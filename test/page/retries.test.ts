import assert from "node:assert/strict";
import type { RunView } from "../../src/protocol/response.ts";
import { useResponsePage } from "./harness/responsePage.ts";
import { sampleRun } from "./harness/samples.ts";

describe("A run that is sent again", () => {
  const view = useResponsePage({ width: 1000, height: 400 });
  const retry = {
    attempt: 2,
    maxAttempts: 3,
    reason: "ThrottlingException",
    delayMs: 1500,
    waiting: true,
  };
  const show = (part: Partial<RunView>) =>
    view.say({
      type: "run",
      run: sampleRun({ status: "running", complete: false, text: "", textLength: 0, ...part }),
    });

  it("says what failed and how long it waits, then that it tries, then no more of it", async () => {
    await show({ retry });
    const words = view.page.locator(".retry[role='status']");
    await words.waitFor();
    assert.equal(await words.innerText(), "ThrottlingException: attempt 2 of 3 in 1.5 s, waiting…");
    await show({ retry: { ...retry, waiting: false } });
    await view.page.getByText("ThrottlingException: attempt 2 of 3…", { exact: true }).waitFor();
    await show({ status: "done", complete: true });
    await words.waitFor({ state: "detached" });
  });
});
