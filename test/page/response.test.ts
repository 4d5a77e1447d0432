import assert from "node:assert/strict";
import type { HostToResponse, RunView } from "../../src/protocol/response.ts";
import { useResponsePage } from "./harness/responsePage.ts";
import { type RunPart, sampleAppend, sampleRun, shortJson, short } from "./harness/samples.ts";

const error: NonNullable<RunView["error"]> = {
  name: "ThrottlingException",
  httpStatus: 429,
  message: short("Too many tokens, <b>please</b> wait."),
  requestId: "req-1",
  retryable: true,
  attempts: 3,
  remedy: "Wait, or choose another region.",
  actions: [
    { id: "retry", title: "Retry" },
    { id: "openLink", title: "Open quotas", hint: "https://console.aws.amazon.com/" },
  ],
};

describe("The response view", () => {
  const view = useResponsePage({ width: 1000, height: 300 });

  it("says that it is reading until the host says what there is", async () => {
    await view.page.getByText("Reading…").waitFor();
    await view.say({ type: "run", run: null });
    await view.page.getByText("Responses appear here.").waitFor();
    assert.equal(await view.page.getByText("Reading…").count(), 0);
  });

  it("says what it is for before the first run", async () => {
    await view.say({ type: "run", run: null });
    await button("Open Playground").click();
    await view.next("openPlayground");
  });

  it("shows text as it comes, and keeps what is there when the whole run follows", async () => {
    await run({ status: "running", complete: false, text: "One ", bytesReceived: 4 });
    await append("two\nthree", "I think");
    await view.page.getByText("three").waitFor();
    assert.equal(await answer(), "One two\nthree");
    const kept = await view.page.locator(".answer > div").first().elementHandle();
    await run({ text: "One two\nthree four", reasoning: "I think" });
    await view.page.getByText("three four").waitFor();
    assert.equal(await answer(), "One two\nthree four");
    assert.ok(await kept?.evaluate((element) => element.isConnected));
    await view.page.getByText("Reasoning").click();
    await view.page.getByText("I think").waitFor();
  });

  it("ignores what belongs to another run, or is no message at all", async () => {
    await run({ status: "running", text: "mine" });
    await view.say(sampleAppend({ runId: "run-0", text: "theirs" }));
    await view.say({ type: "append" } as unknown as HostToResponse);
    await append(" too", "");
    await view.page.getByText("mine too").waitFor();
  });

  it("keeps every character of a long answer, however it is cut", async () => {
    const long = Array.from(
      { length: 3000 },
      (_, index) => `line ${index}\n${index % 7 ? "" : "\n"}`,
    ).join("");
    await run({ status: "running", text: "", bytesReceived: 0 });
    for (let at = 0; at < long.length; at += 1511) await append(long.slice(at, at + 1511), "");
    await view.page.locator(".answer").getByText("line 2999").waitFor();
    assert.equal(await answer(), long);
  });

  it("says that more answers came than the one it shows", async () => {
    await run({ others: 2 });
    await view.page.getByText("The response has 2 more answers.").waitFor();
    await button("See the JSON").click();
    await view.next("needJson");
  });

  it("treats the model's words as words", async () => {
    const markup = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
    await run({
      text: markup,
      reasoning: markup,
      lists: {
        toolCalls: [{ name: markup, input: short(markup) }],
        headers: [{ name: "x-a", value: short(markup) }],
      },
    });
    await view.page.locator(".answer", { hasText: "<img" }).waitFor();
    assert.equal(await view.page.locator("img").count(), 0);
    assert.equal(await view.page.evaluate(() => "pwned" in window), false);
  });

  it("follows the text until the reader scrolls up, and again on Jump to end", async () => {
    const lines = "line\n".repeat(100);
    await run({ status: "running", text: lines, bytesReceived: 500 });
    await atEnd(true);
    await append(lines, "");
    await atEnd(true);
    await view.page
      .locator("output-pane .scroller")
      .evaluate((scroller) => scroller.scrollTo(0, 40));
    await button("Jump to end").waitFor();
    await append(`${lines}last`, "");
    await view.page.getByText("last").waitFor({ state: "attached" });
    await atEnd(false);
    await button("Jump to end").click();
    await atEnd(true);
    assert.equal(await button("Jump to end").count(), 0);
  });

  it("shows the whole region in a narrow pane, and cuts the model's id before it", async () => {
    await view.page.setViewportSize({ width: 640, height: 600 });
    await run({
      modelId: "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      identity: "a-profile-of-a-long-name",
      region: "us-gov-west-1",
      isLocal: true,
    });
    const region = view.page.locator("header .region");
    await region.getByText("us-gov-west-1").waitFor();
    const where = await view.page.locator("header .where").boundingBox();
    const box = await region.boundingBox();
    assert.ok(where && box && box.x >= where.x && box.x + box.width <= where.x + where.width + 1);
    await view.page.setViewportSize({ width: 900, height: 600 });
  });

  it("marks a run of the sandbox, whoever was named as its sender, and says the address behind it", async () => {
    const local = { isLocal: true, isSandbox: true, endpointHost: "127.0.0.1:4599" };
    for (const identity of ["Sandbox", "saved yesterday"]) {
      await run({ ...local, identity });
      const badge = view.page.locator("header vscode-badge.local");
      assert.equal(await badge.innerText(), "Sandbox");
      assert.match((await badge.getAttribute("title")) ?? "", /127\.0\.0\.1:4599/);
      const where = await view.page.locator("header .where").textContent();
      assert.equal(
        where?.trim(),
        identity === "Sandbox" ? "us-east-1" : "saved yesterday · us-east-1",
      );
    }
    await run({ identity: "default credentials", region: "" });
    assert.equal(await view.page.locator("header .where").textContent(), "default credentials");
  });

  it("cancels a run by its button or Esc, and reruns, copies and saves one that has ended", async () => {
    await run({ status: "running", complete: false });
    await button("Cancel").click();
    assert.deepEqual(await view.next("cancel"), { type: "cancel", runId: "run-1" });
    await view.page.keyboard.press("Escape");
    await view.next("cancel");
    await run({});
    await button("Rerun").click();
    await view.next("rerun");
    await button("Copy text").click();
    assert.deepEqual(await view.next("copy"), { type: "copy", runId: "run-1", what: "text" });
    await button("Save body…").click();
    assert.deepEqual(await view.next("saveBody"), { type: "saveBody", runId: "run-1" });
  });

  it("asks for the JSON when it is looked at, and again when the run has ended", async () => {
    await run({ status: "running", complete: false, bytesReceived: 10 });
    await view.page.getByRole("tab", { name: "JSON" }).click();
    await view.next("needJson");
    await view.say({ type: "json", runId: "run-1", text: shortJson('{\n  "part": 1\n}') });
    await view.page.getByText('"part"').waitFor();
    await run({});
    await view.next("needJson");
    await view.say({ type: "json", runId: "run-1", text: shortJson('{\n  "whole": 2\n}') });
    await view.page.getByText('"whole"').waitFor();
    await run({});
    await button("Copy JSON").click();
    await view.next("copy");
    const asked = (await view.said()).filter(({ type }) => type === "needJson");
    assert.equal(asked.length, 2);
  });

  it("shows the JSON of an answer that no decoder knows", async () => {
    await run({ text: "", shape: "unknown" });
    await view.next("needJson");
    await view.page.getByRole("tab", { name: "JSON", selected: true }).waitFor();
    await view.page.getByRole("tab", { name: "Output" }).click();
    await button("See the JSON").click();
    await view.page.getByRole("tab", { name: "JSON", selected: true }).waitFor();
  });

  it("moves between its tabs by arrows", async () => {
    await run({});
    await view.page.getByRole("tab", { name: "Output" }).press("ArrowLeft");
    await view.page.locator("#tab-headers:focus[aria-selected=true]").waitFor();
    await view.page.getByRole("rowheader", { name: "x-amzn-requestid" }).waitFor();
    await view.page.keyboard.press("Home");
    await view.page.locator("#tab-output:focus[aria-selected=true]").waitFor();
  });

  it("lays an error out to be read, under what had arrived", async () => {
    const members = [{ name: "originalStatusCode", value: short("429") }];
    await run({
      status: "failed",
      complete: false,
      text: "What had arrived",
      error,
      lists: { members },
    });
    const card = view.page.locator(".error-card");
    for (const text of [
      "ThrottlingException",
      "HTTP 429",
      error.message.text,
      error.remedy,
      "req-1",
      "originalStatusCode",
    ])
      await card.getByText(text).waitFor();
    await view.page.getByText("What had arrived").waitFor();
    await button("Open quotas").click();
    assert.deepEqual(await view.next("action"), { type: "action", runId: "run-1", index: 1 });
    await button("Copy error").click();
    assert.deepEqual(await view.next("copy"), { type: "copy", runId: "run-1", what: "error" });
  });

  it("says that a stream without its end is not whole", async () => {
    await run({ complete: false });
    await view.page.getByText("the stream ended without its terminator").waitFor();
    await view.page.locator(".status.warning").waitFor();
  });

  it("shows tool calls, and says sentences to those who listen", async () => {
    await run({ status: "running", text: "", bytesReceived: 0 });
    await append("The tide turns. Twi", "");
    await view.page
      .locator("[role=status]", { hasText: /^\s*The tide turns\.\s*$/ })
      .waitFor({ state: "attached" });
    await run({ lists: { toolCalls: [{ name: "get_tide", input: short('{"place":"Dover"}') }] } });
    await view.page.getByText("get_tide").waitFor();
    await view.page
      .locator("[role=status]", { hasText: "Done, 56 output tokens" })
      .waitFor({ state: "attached" });
  });

  async function run(part: RunPart): Promise<void> {
    await view.say({ type: "run", run: sampleRun(part) });
  }

  async function append(text: string, reasoning: string): Promise<void> {
    await view.say(sampleAppend({ text, reasoning }));
  }

  function button(name: string) {
    return view.page.getByRole("button", { name, exact: true });
  }

  async function answer(): Promise<string> {
    return (await view.page.locator(".answer > div").allTextContents()).join("\n");
  }

  async function atEnd(wanted: boolean): Promise<void> {
    await view.page.waitForFunction((expected) => {
      const scroller = document.querySelector("output-pane .scroller");
      if (!scroller) return false;
      const left = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
      return left < 24 === expected;
    }, wanted);
  }
});
