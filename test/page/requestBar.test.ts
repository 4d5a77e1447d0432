import assert from "node:assert/strict";
import type { HostToResponse } from "../../src/protocol/response.ts";
import { useResponsePage } from "./harness/responsePage.ts";
import { sampleRun } from "./harness/samples.ts";

type Request = Extract<HostToResponse, { type: "request" }>;

const request: Request = {
  type: "request",
  sequence: 1,
  name: "chat.bedrock.json",
  path: "requests/chat.bedrock.json",
  pinned: false,
};

describe("the request of the response", () => {
  const view = useResponsePage({ width: 800, height: 300 });

  it("is named where it has no run yet, with a button that sends it", async () => {
    await view.say(request);
    await view.say({ type: "run", run: null });
    await view.page.getByText("No run yet").waitFor();
    assert.equal(await view.page.locator(".request-name").innerText(), "chat.bedrock.json");
    assert.equal(await button("Open Playground").count(), 0);
    await button("Invoke").click();
    await view.next("rerun");
  });

  it("is pinned and unpinned", async () => {
    await view.say({ type: "run", run: sampleRun() });
    await view.say(request);
    assert.equal(await button("Pin").getAttribute("aria-pressed"), "false");
    await button("Pin").click();
    assert.deepEqual(await view.next("pin"), { type: "pin", on: true });
    await view.say({ ...request, sequence: 2, pinned: true });
    await view.page.locator('.request-bar [aria-pressed="true"]').waitFor();
    await button("Pin").click();
    assert.deepEqual(await view.next("pin"), { type: "pin", on: false });
  });

  it("offers both what it says now and what the run sent, once it was edited", async () => {
    const run = sampleRun();
    await view.say({ type: "run", run });
    await view.say(request);
    await view.page.getByText("chat.bedrock.json").waitFor();
    assert.equal(await view.page.getByText("Edited since this run").count(), 0);
    // Of another run, which is shown no longer or not yet.
    await view.say({ ...request, sequence: 2, name: "other.bedrock.json", editedSince: "run-0" });
    await view.page.getByText("other.bedrock.json").waitFor();
    assert.equal(await view.page.getByText("Edited since this run").count(), 0);
    await view.say({ ...request, sequence: 3, editedSince: run.runId });
    await view.page.getByText("Edited since this run").waitFor();
    await button("Send edited request").click();
    await view.next("rerun");
    await button("Send this run again").click();
    assert.deepEqual(await view.next("sendAgain"), { type: "sendAgain", runId: run.runId });
  });

  it("is the one of the highest sequence, though an older message comes later", async () => {
    await view.say({ type: "run", run: null });
    await view.say({ ...request, sequence: 5, name: "newer.bedrock.json" });
    await view.say({ ...request, sequence: 4, name: "older.bedrock.json" });
    await view.page.getByText("newer.bedrock.json").waitFor();
    assert.equal(await view.page.getByText("older.bedrock.json").count(), 0);
  });

  it("is shown with the run of the highest sequence, though an older message comes later", async () => {
    await view.say(request);
    await view.say({ type: "run", sequence: 1_000_002, run: sampleRun({ text: "Newer." }) });
    await view.say({ type: "run", sequence: 1_000_001, run: null });
    await view.say({ ...request, sequence: 2, name: "behind.bedrock.json" });
    await view.page.getByText("behind.bedrock.json").waitFor();
    await view.page.getByText("Newer.").waitFor();
    assert.equal(await view.page.getByText("No run yet").count(), 0);
  });

  const button = (name: string) => view.page.getByRole("button", { name, exact: true });
});
