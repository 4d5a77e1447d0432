import assert from "node:assert/strict";
import { useResponsePage } from "./harness/responsePage.ts";
import { type RunPart, sampleAppend, sampleRun } from "./harness/samples.ts";

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

  it("stops at a million characters, and goes on when more is asked for", async () => {
    const text = `${"x".repeat(999)}\n`.repeat(1500);
    const textLength = text.length;
    const more = view.page.getByRole("group", { name: "More of the answer" });
    await run({ text: text.slice(0, 60_000), textLength });
    await append(text.slice(60_000, 500_000), textLength);
    await shown(500_000);
    assert.equal(await more.count(), 0, "the rest is still coming");
    await append(text.slice(500_000, 1_000_000), textLength);
    await more.getByText("1,000,000 of 1,500,000 characters").waitFor();
    await more.getByRole("button", { name: "Open in editor" }).click();
    assert.equal((await view.next("openInEditor")).what, "text");
    await more.getByRole("button", { name: "Copy all" }).click();
    assert.equal((await view.next("copy")).what, "text");
    await more.getByRole("button", { name: "Show more" }).click();
    assert.equal((await view.next("moreAnswer")).all, false);
    await append(text.slice(1_000_000, 1_200_000), textLength);
    await more.getByText("1,200,000 of 1,500,000 characters").waitFor();
    await more.getByRole("button", { name: "Show all" }).click();
    assert.equal((await view.next("moreAnswer")).all, true);
    await append(text.slice(1_200_000), textLength);
    await more.waitFor({ state: "detached" });
    await shown(textLength);
  });

  it("says how much of a long reasoning is shown, also while it grows", async () => {
    const reasoning = "x".repeat(1_000_000);
    const more = view.page.getByRole("group", { name: "More of the reasoning" });
    await run({ status: "running", text: "Hm", reasoning, reasoningLength: reasoning.length });
    await view.page.getByText("Reasoning", { exact: true }).click();
    assert.equal(await more.count(), 0, "all of it is shown");
    await view.say(sampleAppend({ text: "!", reasoningLength: 1_000_300 }));
    await more.getByText("1,000,000 of 1,000,300 characters").waitFor();
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

  async function append(text: string, textLength = text.length): Promise<void> {
    await view.say(sampleAppend({ text, textLength }));
  }

  /** Waits until so many characters of the answer are in the page; a block's end is a line end. */
  async function shown(length: number): Promise<void> {
    await view.page.waitForFunction((wanted) => {
      const blocks = [...document.querySelectorAll(".answer.stream > div")];
      const texts = blocks.map(({ textContent }) => textContent ?? "");
      return texts.join("\n").length === wanted;
    }, length);
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
