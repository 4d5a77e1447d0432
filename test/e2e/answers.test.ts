import assert from "node:assert/strict";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { openForm, openWorkbench, responseFrame, takeScreenshot } from "./workbench.ts";
import type { Workbench } from "./workbench.ts";

// Each file names another model: by it a test knows that the run it sees is its own.
// Directives for the sandbox stand in the prompts: src/sandbox/page.ts lists them.
const chat = (text: string) => ({ messages: [{ role: "user", content: [{ text }] }] });
const files = {
  "image.bedrock.json": request("amazon.nova-canvas-v1:0", {
    taskType: "TEXT_IMAGE",
    textToImageParams: { text: "A lighthouse" },
  }),
  "vectors.bedrock.json": request("cohere.embed-v4:0", {
    texts: ["the tide is in", "the tide is out"],
    input_type: "search_document",
  }),
  "rank.bedrock.json": request("cohere.rerank-v3-5:0", {
    query: "tide",
    documents: ["a tide table", "a bread recipe"],
    api_version: 2,
  }),
  "blocked.bedrock.json": request("amazon.nova-pro-v1:0", chat("Something forbidden."), {
    operation: "InvokeModelWithResponseStream",
    guardrailIdentifier: "sandbox",
    guardrailVersion: "DRAFT",
    trace: "ENABLED_FULL",
  }),
  "masked.bedrock.json": request("amazon.nova-lite-v1:0", chat("Write to ann@example.com."), {
    guardrailIdentifier: "sandbox",
    guardrailVersion: "DRAFT",
    trace: "ENABLED",
  }),
  "slow-tool.bedrock.json": request(
    "us.anthropic.claude-haiku-4-5-20251001-v1:0",
    {
      anthropic_version: "bedrock-2023-05-31",
      max_tokens: 99,
      messages: [{ role: "user", content: "Weather? [sandbox:tool] [sandbox:pace=300]" }],
      tools: [{ name: "get_weather", input_schema: { type: "object" } }],
    },
    { operation: "InvokeModelWithResponseStream" },
  ),
  "stream.bedrock.json": request("amazon.nova-micro-v1:0", chat("Hello [sandbox:pace=0]"), {
    operation: "InvokeModelWithResponseStream",
  }),
};

describe("answers of every kind in a browser", () => {
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    workbench = await openWorkbench({ files });
    ({ page } = workbench);
  });

  after(async () => {
    await workbench.close();
  });

  afterEach(async function () {
    const title = this.currentTest?.title.slice(0, 60) ?? "";
    if (this.currentTest?.state === "failed") await takeScreenshot(page, `failed ${title}`);
  });

  it("shows an image as a picture with its size", async () => {
    const response = await invoke("image.bedrock.json");
    const picture = response.locator("img");
    await picture.waitFor();
    const { src, width } = await picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return { src: image.src, width: image.naturalWidth };
    });
    assert.match(src, /^blob:/);
    assert.ok(width > 0);
    await response.getByText(`${width} ×`).waitFor();
    await takeScreenshot(page, "image");
  });

  it("draws an embedding and tells how alike two are", async () => {
    const response = await invoke("vectors.bedrock.json");
    await response.getByRole("table").waitFor();
    await response.locator(".embeddings svg path").first().waitFor();
    await response
      .getByText(/similarity/i)
      .first()
      .waitFor();
    await takeScreenshot(page, "embedding");
  });

  it("ranks rerank results, the best first", async () => {
    const response = await invoke("rank.bedrock.json");
    const scores = await response
      .locator(".rerank tbody tr")
      .evaluateAll((rows) => rows.map((row) => Number(/\d\.\d+/.exec(row.textContent ?? "")?.[0])));
    assert.equal(scores.length, 2);
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    await takeScreenshot(page, "rerank");
  });

  it("lays out a tool call", async () => {
    const response = await invoke("tools.bedrock.json");
    await response.getByText("get_weather").last().waitFor();
    await response.getByText('"city": "sandbox"').waitFor();
    await takeScreenshot(page, "tool call");
  });

  it("shows a tool call while the stream still runs", async () => {
    const response = await begin("slow-tool.bedrock.json");
    await response.getByText("Running", { exact: true }).waitFor();
    const seen = await response.waitForFunction(() => {
      const status = document.querySelector(".status-word")?.textContent ?? "";
      const name = document.querySelector("output-pane")?.textContent?.includes("Tool call");
      return name ? status : undefined;
    });
    assert.equal(await seen.jsonValue(), "Running");
    await response.getByText("Done", { exact: true }).waitFor();
  });

  it("says that a guardrail masked, and shows what it matched only when asked", async () => {
    const response = await invoke("masked.bedrock.json");
    await response.getByRole("tab", { name: "Guardrail" }).click();
    const pane = response.getByRole("region", { name: "Guardrail" });
    await pane.getByText("INTERVENED").first().waitFor();
    assert.doesNotMatch(await pane.innerText(), /ann@example\.com/);
    await pane.getByRole("button", { name: /show what was matched/i }).click();
    await pane.getByText("ann@example.com").first().waitFor();
    await takeScreenshot(page, "guardrail");
  });

  it("shows a blocked stream as a warning, with the guardrail's message", async () => {
    const response = await invoke("blocked.bedrock.json");
    await response.getByRole("tab", { name: "Guardrail" }).click();
    await response
      .getByRole("region", { name: "Guardrail" })
      .getByText("INTERVENED")
      .first()
      .waitFor();
    assert.equal(await response.getByRole("heading", { name: /Exception/ }).count(), 0);
  });

  it("lists a stream's events and finds something in its JSON and in the run record", async () => {
    const response = await invoke("stream.bedrock.json");
    await response.getByRole("tab", { name: "Events" }).click();
    await response.getByText("messageStart").first().waitFor();
    await takeScreenshot(page, "events");
    await response.getByRole("tab", { name: "JSON" }).click();
    const filter = response.getByLabel("Filter");
    await filter.fill("[].messageStop.stopReason | [0]");
    await response.locator(".cm-content", { hasText: /^"end_turn"$/ }).waitFor();
    await filter.fill("decoded.stopReason");
    await response.locator(".cm-content", { hasText: /^null$/ }).waitFor();
    await response.getByRole("button", { name: "Whole run" }).click();
    await response.locator(".cm-content", { hasText: /^"end_turn"$/ }).waitFor();
    await filter.fill("decoded.[");
    await response.locator("#json-filter-fault", { hasText: /./ }).waitFor();
  });

  async function invoke(file: string): Promise<Frame> {
    const response = await begin(file);
    await response.getByText("Done", { exact: true }).waitFor();
    return response;
  }

  /** Sends the request and returns the response view once it shows this run. */
  async function begin(file: string): Promise<Frame> {
    const form = await openForm(page, join(workbench.folder, file));
    await form.getByRole("button", { name: "Invoke" }).click();
    const response = await responseFrame(page);
    const model = await form.getByRole("combobox", { name: "Model" }).inputValue();
    await response.getByText(model, { exact: true }).first().waitFor();
    return response;
  }
});

function request(modelId: string, body: object, members: object = {}): string {
  return `${JSON.stringify({ ...members, modelId, body }, null, 2)}\n`;
}
