import assert from "node:assert/strict";
import { useResponsePage } from "./harness/responsePage.ts";
import { type RunPart, sampleAppend, sampleRun } from "./harness/samples.ts";

describe("The Events tab", () => {
  const view = useResponsePage({ width: 1000, height: 400 });

  it("is there for streams alone", async () => {
    await run({ operation: "InvokeModel", events: 0 });
    await view.page.getByRole("tab", { name: "Headers" }).waitFor();
    assert.equal(await view.page.getByRole("tab", { name: "Events" }).count(), 0);
  });

  it("draws and asks for the rows in view, of ten thousand", async () => {
    await run({ events: 10_000 });
    await view.page.getByRole("tab", { name: "Events" }).click();
    await answer();
    await view.page.getByText('"n":0,').waitFor();
    assert.ok((await view.page.locator(".event-row").count()) < 80);
    await view.page
      .locator(".event-scroller")
      .evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await view.page.locator("[data-row='9999']").waitFor();
    await answer();
    await view.page.getByText('"n":9999,').waitFor();
    const last = await view.page.locator("[data-row='9999']").boundingBox();
    assert.ok(last && last.y + last.height <= 401, `the last row ends at ${last?.y}`);
    await view.page.locator(".event-scroller").evaluate((scroller) => scroller.scrollTo(0, 0));
    await view.page.getByText('"n":0,').waitFor();
    const asked = (await view.said()).filter(({ type }) => type === "needEvents");
    assert.ok(asked.length <= 4, `${asked.length} asked`);
  });

  it("unfolds a row's JSON by click or Enter, with its numbers as they came", async () => {
    await run({ events: 50 });
    await view.page.getByRole("tab", { name: "Events" }).click();
    await answer();
    const row = view.page.locator("[data-row='3']");
    await row.click();
    await view.page.locator("pre", { hasText: '"f": 1.0' }).waitFor();
    assert.equal(await row.getAttribute("aria-expanded"), "true");
    assert.equal(await top(4), (await top(3)) + 200);
    await row.press("ArrowDown");
    await view.page.locator("[data-row='4']:focus").waitFor();
    await view.page.keyboard.press("Enter");
    await view.page.locator("pre").nth(1).waitFor();
    await view.page.keyboard.press("End");
    await view.page.locator("[data-row='49']:focus").waitFor();
    await view.page.keyboard.press("Home");
    await view.page.locator("[data-row='0']:focus").waitFor();
  });

  it("names the type of an event that is no part of the answer", async () => {
    await run({ events: 2 });
    await view.page.getByRole("tab", { name: "Events" }).click();
    await view.next("needEvents");
    await view.say({
      type: "events",
      runId: "run-1",
      from: 0,
      events: [
        { atMs: 5, size: 12, json: '{"credits":1}', type: "<b>usage" },
        { atMs: 9, size: 7, json: '{"n":1}' },
      ],
    });
    const row = view.page.locator("[data-row='0']");
    await row.getByText("<b>usage").waitFor();
    assert.match(await row.innerText(), /<b>usage\s*\{"credits":1\}/);
    assert.equal(await view.page.locator("[data-row='1'] .event-type").count(), 0);
  });

  it("grows with the stream", async () => {
    await run({ status: "running", complete: false, events: 1 });
    await view.page.getByRole("tab", { name: "Events" }).click();
    await answer();
    await view.say(sampleAppend({ text: "x", events: 3 }));
    await answer();
    await view.page.getByText('"n":2,').waitFor();
  });

  async function run(part: RunPart): Promise<void> {
    await view.say({ type: "run", run: sampleRun(part) });
  }

  /** Gives the page the events that it has asked for last. */
  async function answer(): Promise<void> {
    const { runId, from, to } = await view.next("needEvents");
    const events = Array.from({ length: to - from }, (_, at) => ({
      atMs: at,
      size: 20,
      json: `{"n":${from + at},"f":1.0}`,
    }));
    await view.say({ type: "events", runId, from, events });
  }

  async function top(row: number): Promise<number> {
    return (await view.page.locator(`[data-row='${row}']`).boundingBox())?.y ?? Number.NaN;
  }
});
