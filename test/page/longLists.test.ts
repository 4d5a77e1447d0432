import assert from "node:assert/strict";
import type { ItemOf } from "../../src/protocol/runLists.ts";
import { useResponsePage } from "./harness/responsePage.ts";
import { type RunPart, sampleRun, short } from "./harness/samples.ts";

const citations = (from: number, to: number): ItemOf<"citations">[] =>
  Array.from({ length: to - from }, (_, at) => ({
    title: `Source ${from + at + 1}`,
    text: short(`words ${from + at + 1}`),
  }));

describe("A long list of an answer", () => {
  const view = useResponsePage({ width: 1000, height: 400 });

  it("is drawn in pages of a hundred, the next by a button that goes on to the first new item", async () => {
    await run({ lists: { citations: { count: 5000, items: citations(0, 100) } } });
    await items().filter({ hasText: "words 100" }).waitFor({ state: "attached" });
    assert.equal(await items().count(), 100);
    await view.page.getByText("100 of 5,000 citations").waitFor({ state: "attached" });
    await button("Show 100 more").press("Enter");
    await give(200);
    await view.page
      .locator("[role=status]", { hasText: "200 of 5,000 citations are shown." })
      .waitFor({ state: "attached" });
    assert.equal(await items().count(), 200);
    assert.equal(await view.page.evaluate(() => document.activeElement?.className), "part-page");
    assert.match((await view.page.locator(":focus").textContent()) ?? "", /^\s*Source 101\s/);
    assert.equal(await view.page.locator("ol").nth(1).getAttribute("start"), "101");
  });

  it("is drawn to its end in slices, each a frame, and can be stopped", async () => {
    await run({ lists: { citations: { count: 1200, items: citations(0, 100) } } });
    await button("Show all 1,200").click();
    for (const to of [600, 1100, 1200]) await give(to);
    await view.page
      .locator("[role=status]", { hasText: "1,200 of 1,200 citations are shown." })
      .waitFor({ state: "attached" });
    assert.equal(await items().count(), 1200);
    assert.equal(await view.page.locator(".part-footer").count(), 0);
    await run({ runId: "run-2", lists: { citations: { count: 900, items: citations(0, 100) } } });
    await button("Show all 900").click();
    await button("Stop").click();
    await button("Show all 900").waitFor();
    assert.equal(await items().count(), 100);
  });

  it("is shown as far as before when the page was thrown away, and returned to at its place", async () => {
    const lists = { citations: { count: 700, items: citations(0, 100) } };
    await run({ lists });
    await button("Show all 700").click();
    await give(600);
    await give(700);
    await items().filter({ hasText: "words 700" }).waitFor({ state: "attached" });
    const top = await view.page.locator("output-pane .scroller").evaluate((scroller) => {
      scroller.scrollTo(0, 6000);
      return scroller.scrollTop;
    });
    await view.page.waitForFunction((to) => {
      window.dispatchEvent(new Event("pagehide"));
      const state = window.acquireVsCodeApi().getState() as { tops?: { output?: number } };
      return state?.tops?.output === to;
    }, top);
    await view.reopen();
    await run({ lists });
    await give(600);
    await give(700);
    await items().filter({ hasText: "words 700" }).waitFor({ state: "attached" });
    await view.page.waitForFunction(
      (to) => Math.abs((document.querySelector("output-pane .scroller")?.scrollTop ?? 0) - to) < 30,
      top,
    );
  });

  it("asks for what is behind its beginning again when the run has ended", async () => {
    const start = { count: 150, items: citations(0, 100) };
    await run({ status: "running", lists: { citations: start } });
    await button("Show 50 more").click();
    await give(150);
    await items().filter({ hasText: "words 150" }).waitFor({ state: "attached" });
    await run({ lists: { citations: { ...start, items: citations(0, 100) } } });
    const { from, to } = await view.next("needItems");
    assert.deepEqual([from, to], [100, 150]);
  });

  it("has a line in the page's height for each list of a run", async () => {
    const count = 101;
    await run({
      lists: {
        toolCalls: { count, items: Array.from({ length: 100 }, () => ({ name: "t", input })) },
        results: {
          count,
          items: Array.from({ length: 100 }, () => ({ index: 1, relevanceScore: 1 })),
        },
        images: {
          count,
          items: Array.from({ length: 100 }, () => ({ mediaType: "image/png", bytes: 1 })),
        },
        omittedImages: {
          count,
          items: Array.from({ length: 100 }, () => ({ number: 1, reason: "svg" })),
        },
      },
    });
    for (const noun of ["tool calls", "documents", "images", "images that are not shown"])
      await view.page
        .getByText(`100 of 101 ${noun}`, { exact: true })
        .waitFor({ state: "attached" });
  });

  const input = { text: '{"a":', length: 5, json: true };

  async function run(part: RunPart): Promise<void> {
    await view.say({ type: "run", run: sampleRun(part) });
  }

  /** Gives the page the citations that it has asked for, which end before `to`. */
  async function give(to: number): Promise<void> {
    const asked = await view.next("needItems");
    assert.deepEqual([asked.list, asked.to], ["citations", to]);
    const { runId, from } = asked;
    await view.say({ type: "items", runId, list: "citations", from, items: citations(from, to) });
  }

  function button(name: string) {
    return view.page.getByRole("button", { name, exact: true });
  }

  function items() {
    return view.page.locator(".citations li");
  }
});

describe("A long text of an answer", () => {
  const view = useResponsePage({ width: 1000, height: 400 });
  const whole = `{"place":"${"x".repeat(400_000)}"}`;
  const input = { text: whole.slice(0, 65_536), length: whole.length, json: true };

  it("is shown from its beginning on, laid out, with ways to more and to the whole", async () => {
    await view.say({
      type: "run",
      run: sampleRun({ lists: { toolCalls: [{ name: "get_tide", input }] } }),
    });
    await view.page.getByText("65,536 of 400,012 characters").waitFor({ state: "attached" });
    await button("Show more").press("Enter");
    const { place, from } = await view.next("needText");
    assert.deepEqual({ place, from }, { place: { of: "toolCalls", index: 0 }, from: 65_536 });
    await more(65_536, 327_680);
    await view.page
      .getByText("327,680 of 400,012 characters", { exact: true })
      .waitFor({ state: "attached" });
    await button("Show more").click();
    await more(327_680, whole.length);
    await view.page.locator(".part-footer").waitFor({ state: "detached" });
    const text = (await view.page.locator("long-text .block > div").allTextContents()).join("");
    assert.ok(text === `{\n  "place": "${"x".repeat(400_000)}"\n}`, text.slice(0, 100));
    const sizes = await view.page
      .locator("long-text .block > div")
      .evaluateAll((blocks) => blocks.map((block) => block.textContent?.length ?? 0));
    assert.ok(Math.max(...sizes) <= 65_536, "no block is longer than a browser lays out at once");
  });

  it("is handed to an editor and the clipboard as a whole", async () => {
    const message = { text: "The words ".repeat(6000), length: 20_000_000 };
    const error = {
      name: "ValidationException",
      message,
      retryable: false,
      attempts: 1,
      remedy: "",
      actions: [],
    };
    await view.say({ type: "run", run: sampleRun({ status: "failed", text: "", error }) });
    await view.page.getByText("60,000 of 20,000,000 characters").waitFor();
    const place = { of: "error", index: 0 };
    await view.page
      .getByRole("group", { name: "More of the error message" })
      .getByText("Open in editor")
      .click();
    assert.deepEqual(await view.next("takeText"), {
      type: "takeText",
      runId: "run-1",
      place,
      to: "editor",
    });
    await button("Copy all").click();
    assert.deepEqual(await view.next("takeText"), {
      type: "takeText",
      runId: "run-1",
      place,
      to: "clipboard",
    });
  });

  async function more(from: number, to: number): Promise<void> {
    const place = { of: "toolCalls", index: 0 } as const;
    await view.say({ type: "moreText", runId: "run-1", place, from, text: whole.slice(from, to) });
  }

  function button(name: string) {
    return view.page.getByRole("button", { name, exact: true });
  }
});

describe("An image that is left out", () => {
  const view = useResponsePage({ width: 1000, height: 400 });

  it("is named with the reason", async () => {
    await view.say({
      type: "run",
      run: sampleRun({
        text: "",
        lists: {
          omittedImages: [
            { number: 1, reason: "svg" },
            { number: 3, reason: "notBase64" },
          ],
        },
      }),
    });
    await view.page
      .getByText("Image 1 is not shown. It is an SVG document, which may hold scripts.")
      .waitFor();
    await view.page.getByText("Image 3 is not shown. Its data is not valid base64.").waitFor();
  });
});
