import assert from "node:assert/strict";
import { useResponsePage } from "./harness/responsePage.ts";
import { type RunPart, samplePng, sampleRun } from "./harness/samples.ts";

const whole: RunPart = { operation: "InvokeModel", events: 0, text: "" };

describe("What an answer holds besides text", () => {
  const view = useResponsePage({ width: 1000, height: 400 });

  it("shows pictures from their bytes, with their size, and lets go of them", async () => {
    const bytes = samplePng();
    await run({ ...whole, lists: { images: [{ mediaType: "image/png", bytes: bytes.length }] } });
    assert.equal((await view.next("needImage")).index, 0);
    await image(0, bytes);
    await view.page.getByText("12 × 7").waitFor();
    const picture = view.page.getByRole("img", { name: "Image", exact: true });
    const url = (await picture.getAttribute("src")) ?? "";
    assert.ok(url.startsWith("blob:"));
    await button("Save image…").click();
    assert.deepEqual(await view.next("saveImage"), {
      type: "saveImage",
      runId: "run-1",
      index: 0,
    });
    await run({ runId: "run-2", text: "No picture." });
    await view.page.getByText("No picture.").waitFor();
    assert.equal(await loads(url), false);
  });

  it("says which pictures cannot be shown, which can be saved all the same", async () => {
    const svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='window.pwned=1'/>";
    const types = ["image/png", "image/png", "image/svg+xml", "text/html"];
    await run({ ...whole, lists: { images: types.map((mediaType) => ({ mediaType, bytes: 9 })) } });
    await view.next("needImage");
    await image(0, new Uint8Array([1, 2, 3]));
    await view.page.getByText("no picture that can be shown").waitFor();
    await view.page.locator("figure").nth(1).scrollIntoViewIfNeeded();
    await image(1, new TextEncoder().encode(svg));
    await view.page.getByText("no picture that can be shown").nth(1).waitFor();
    await view.page.getByText("A picture of the type image/svg+xml").waitFor();
    await view.page.getByText("A picture of the type text/html").waitFor();
    await button("Save image 3 of 4…").click();
    assert.equal((await view.next("saveImage")).index, 2);
    assert.equal(await view.page.evaluate(() => "pwned" in window), false);
  });

  it("asks for a picture when it comes into view", async () => {
    await run({
      ...whole,
      lists: {
        images: Array.from({ length: 12 }, () => ({ mediaType: "image/png", bytes: 100 })),
      },
    });
    await view.next("needImage");
    await view.page.locator("figure").nth(11).scrollIntoViewIfNeeded();
    await view.page.waitForFunction(() =>
      window.fromPage.some((one) => "index" in one && one.index === 11),
    );
    const asked = (await view.said()).filter(({ type }) => type === "needImage");
    assert.ok(asked.length < 12, `${asked.length} asked`);
  });

  it("shows a vector's figures and line, copies it, and compares two", async () => {
    await run({
      ...whole,
      lists: {
        embeddings: [
          { type: "float", dimensions: 3, norm: 3 },
          { type: "float", dimensions: 3, norm: 5 },
          { type: "int8", dimensions: 2, norm: 1 },
        ],
      },
    });
    await embedding(0, [1, 2, 2]);
    await embedding(1, [3, 0, -4]);
    await view.page.getByRole("img", { name: "3 numbers from 0 to 2" }).waitFor();
    // (3 - 8) / (3 * 5)
    await view.page.locator("output", { hasText: "-0.333333" }).waitFor();
    await button("Copy CSV, embedding 2").click();
    assert.deepEqual(await view.next("copyEmbedding"), {
      type: "copyEmbedding",
      runId: "run-1",
      index: 1,
      as: "csv",
    });
    await button("Draw embedding 2").click();
    await view.page.getByRole("img", { name: "from -4 to 3" }).waitFor();
    await view.page.getByLabel("Second embedding to compare").selectOption("2");
    await embedding(2, [1, 0], "int8");
    await view.page.locator("output", { hasText: "None: the two differ" }).waitFor();
    const asked = (await view.said()).filter(({ type }) => type === "needEmbedding");
    assert.equal(asked.length, 3);
    const plot = view.page.getByRole("img", { name: "from -4 to 3" });
    await plot.hover({ position: { x: 1, y: 20 } });
    await view.page.getByText("[0] 3").waitFor();
  });

  it("draws the beginning of a very long vector, says so, and does not compare it", async () => {
    const vector = { type: "float", dimensions: 900_000, norm: 5 };
    await run({ text: "", lists: { embeddings: [vector, vector] } });
    await embedding(0, [3, -4], "float", 900_000);
    await embedding(1, [3, -4], "float", 900_000);
    await view.page.getByText("The drawing shows the first 2 of 900,000 numbers.").waitFor();
    await view.page.getByRole("img", { name: "first 2 of 900,000 numbers from -4 to 3" }).waitFor();
    await view.page.locator("output", { hasText: "None: a vector is too long" }).waitFor();
  });

  it("ranks documents by their score", async () => {
    await run({
      ...whole,
      lists: {
        results: [
          { index: 2, relevanceScore: 0.9912 },
          { index: 1, relevanceScore: 0.5 },
          { index: 0, relevanceScore: 0.2 },
        ],
      },
      scores: [0.2, 0.9912],
    });
    const rows = view.page.locator(".rerank tbody tr");
    await rows.first().waitFor();
    assert.deepEqual(await rows.locator("th").allTextContents(), ["2", "1", "0"]);
    const widths = await rows
      .locator("rect")
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute("width"))));
    assert.deepEqual(widths, [99.12, 50, 20]);
  });

  it("opens the text or the JSON in an editor", async () => {
    await run({ text: "Hello." });
    await button("Open in editor").click();
    assert.equal((await view.next("openInEditor")).what, "text");
    await view.page.getByRole("tab", { name: "JSON" }).click();
    await button("Open in editor").click();
    assert.equal((await view.next("openInEditor")).what, "json");
  });

  it("returns to its tab and place after VS Code has thrown the page away", async () => {
    const text = "line\n".repeat(200);
    await run({ text });
    await view.page
      .locator(".scroller")
      .first()
      .evaluate((one) => one.scrollTo(0, 777));
    await view.page.waitForFunction(() => {
      window.dispatchEvent(new Event("pagehide"));
      return JSON.stringify([window.acquireVsCodeApi().getState()]).includes("777");
    });
    await view.page.getByRole("tab", { name: "Headers" }).click();
    await view.reopen();
    await run({ text });
    await view.page.getByRole("tab", { name: "Headers", selected: true }).waitFor();
    await view.page.getByRole("tab", { name: "Output" }).click();
    await view.page.waitForFunction(() => document.querySelector(".scroller")?.scrollTop === 777);
    await run({ runId: "run-2", text: "Another." });
    await view.page.getByRole("tab", { name: "Output", selected: true }).waitFor();
  });

  async function run(part: RunPart): Promise<void> {
    await view.say({ type: "run", run: sampleRun(part) });
  }

  async function image(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await view.say({ type: "image", runId: "run-1", index, mediaType: "image/png", bytes });
  }

  async function embedding(
    index: number,
    numbers: number[],
    elementType = "float",
    count = numbers.length,
  ) {
    await view.next("needEmbedding");
    const values = Float64Array.from(numbers);
    await view.say({ type: "embedding", runId: "run-1", index, elementType, values, count });
  }

  function button(name: string) {
    return view.page.getByRole("button", { name, exact: true });
  }

  async function loads(url: string): Promise<boolean> {
    return view.page.evaluate(
      (src) =>
        new Promise<boolean>((resolve) => {
          const picture = new Image();
          picture.addEventListener("load", () => resolve(true));
          picture.addEventListener("error", () => resolve(false));
          picture.src = src;
        }),
      url,
    );
  }
});
