import assert from "node:assert/strict";
import { useResponsePage } from "./harness/responsePage.ts";
import { type RunPart, sampleRun } from "./harness/samples.ts";

const lines = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}\n`).join("");

describe("An answer that comes in parts", () => {
  const view = useResponsePage({ width: 1000, height: 400 });

  it("is shown from its beginning on, and is whole in the end", async () => {
    const text = lines(20_000);
    await run({ text: text.slice(0, 60_000), textLength: text.length });
    await view.page.getByText("line 0", { exact: false }).first().waitFor();
    await append(text.slice(60_000, 150_000));
    await append(text.slice(150_000));
    await view.page.getByText("line 19999").waitFor();
    assert.equal(await answer(), text);
    const spoken = await view.page.locator("output-pane [role=status]").textContent();
    assert.equal(spoken, "", "an answer that was there at once is not read out");
  });

  it("keeps its text when the rest of the run is told anew", async () => {
    await run({ status: "running", text: "One two", reasoning: "hm" });
    await view.page.getByText("One two").waitFor();
    const after = { text: 7, reasoning: 2 };
    const rest = sampleRun({ text: " three", reasoning: "m", textLength: 13 });
    await view.say({ type: "run", run: rest, after });
    await view.page.getByText("Done", { exact: true }).waitFor();
    assert.equal(await answer(), "One two three");
    assert.equal(await view.page.locator(".reasoning-text").textContent(), "hmm");
  });

  it("is asked for from its beginning when a part of it is missing", async () => {
    await run({ status: "running", text: "One two" });
    const after = { text: 9, reasoning: 0 };
    await view.say({ type: "run", run: sampleRun({ text: " four" }), after });
    await view.next("ready");
    assert.equal(await answer(), "One two");
  });

  it("is returned to at its place once the text is there again", async () => {
    const text = lines(600);
    await run({ text });
    const top = await scroll("output", ".scroller", 5000);
    await view.reopen();
    await run({ text: text.slice(0, 600), textLength: text.length });
    await append(text.slice(600));
    await scrolledTo(".scroller", top);
  });

  it("is returned to at its place among the events", async () => {
    await run({ events: 1000 });
    await view.page.getByRole("tab", { name: "Events" }).click();
    const top = await scroll("events", ".event-scroller", 9600);
    await view.reopen();
    await run({ events: 1000 });
    await view.page.getByRole("tab", { name: "Events", selected: true }).waitFor();
    await scrolledTo(".event-scroller", top);
  });

  async function run(part: RunPart): Promise<void> {
    await view.say({ type: "run", run: sampleRun(part) });
  }

  async function append(text: string): Promise<void> {
    const counts = { bytesReceived: 1, events: 1 };
    await view.say({ type: "append", runId: "run-1", text, reasoning: "", ...counts });
  }

  async function answer(): Promise<string> {
    return (await view.page.locator(".answer > div").allTextContents()).join("\n");
  }

  /** Scrolls and returns how far, once the page has noted it. */
  async function scroll(tab: string, selector: string, top: number): Promise<number> {
    // Until it is laid out there is nothing to scroll.
    await view.page.waitForFunction(
      ([which, to]) => {
        const scroller = document.querySelector(which);
        scroller?.scrollTo(0, to);
        return (scroller?.scrollTop ?? 0) > 1000;
      },
      [`#pane-${tab} ${selector}`, top] as const,
    );
    return noted(tab);
  }

  /** How far the page has noted that the tab is scrolled. */
  async function noted(tab: string): Promise<number> {
    const top = await view.page.waitForFunction((which) => {
      window.dispatchEvent(new Event("pagehide"));
      const state = window.acquireVsCodeApi().getState() as { tops?: Record<string, number> };
      return state?.tops?.[which];
    }, tab);
    return Number(await top.jsonValue());
  }

  /** Waits until a scroller stands there, to within a line: the editor scrolls to lines. */
  async function scrolledTo(selector: string, top: number): Promise<void> {
    assert.ok(top > 1000, `${top}`);
    await view.page.waitForFunction(
      ([which, wanted]) => Math.abs((document.querySelector(which)?.scrollTop ?? 0) - wanted) < 30,
      [`.pane:not([hidden]) ${selector}`, top] as const,
    );
  }
});
