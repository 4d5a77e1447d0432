import assert from "node:assert/strict";
import { useResponsePage } from "./harness/responsePage.ts";
import { sampleRun, short, shortJson } from "./harness/samples.ts";

describe("The filter over the JSON", () => {
  const view = useResponsePage({ width: 1000, height: 400 });
  beforeEach(async () => {
    await view.say({ type: "run", run: sampleRun() });
    await view.page.getByRole("tab", { name: "JSON" }).click();
    await view.next("needJson");
    await view.say({ type: "json", runId: "run-1", text: shortJson('{ "whole": 1 }') });
    await view.page.getByText('"whole"').waitFor();
  });

  it("shows what the expression finds, and the whole again when it is empty", async () => {
    await filter().pressSequentially("decoded.text");
    const { id, expression } = await lastQuery("decoded.text");
    assert.equal(expression, "decoded.text");
    await queried(id, '"Found"');
    await view.page.locator(".cm-content", { hasText: '"Found"' }).waitFor();
    await filter().press("Escape");
    await view.page.locator(".cm-content", { hasText: '"whole"' }).waitFor();
    assert.equal(await filter().inputValue(), "");
  });

  it("says what is wrong with it in place, and shows nothing that an older expression found", async () => {
    await filter().fill("a");
    await queried((await lastQuery("a")).id, '"Found"');
    await view.page.locator(".cm-content", { hasText: '"Found"' }).waitFor();
    await filter().fill("a.");
    await queried((await lastQuery("a.")).id, "Unexpected end", true);
    await view.page.getByText("Unexpected end").waitFor();
    assert.equal(await filter().getAttribute("aria-invalid"), "true");
    await view.page.locator(".cm-content", { hasText: /^$/ }).waitFor();
    await filter().fill("");
    await view.page.locator(".cm-content", { hasText: '"whole"' }).waitFor();
    assert.equal(await filter().getAttribute("aria-invalid"), "false");
  });

  it("filters the answer, and the whole run on a switch", async () => {
    await filter().fill("a");
    assert.equal((await lastQuery("a")).over, "answer");
    const wholeRun = view.page.getByRole("button", { name: "Whole run" });
    await wholeRun.click();
    const { id, over } = await lastQuery("a");
    assert.equal(over, "record");
    await queried(id, '"of the run"');
    await view.page.locator(".cm-content", { hasText: '"of the run"' }).waitFor();
    await filter().press("Escape");
    const all = await lastQuery("@");
    assert.equal(all.over, "record");
    await queried(all.id, '{ "record": 1 }');
    await view.page.locator(".cm-content", { hasText: '"record"' }).waitFor();
    await wholeRun.click();
    await view.page.locator(".cm-content", { hasText: '"whole"' }).waitFor();
  });

  it("ignores what an older expression found, and asks anew of a changed answer", async () => {
    await filter().fill("old");
    const old = await lastQuery("old");
    await filter().fill("new");
    const { id } = await lastQuery("new");
    await queried(id, '"new"');
    await queried(old.id, '"old"');
    await view.page.locator(".cm-content", { hasText: '"new"' }).waitFor();
    await view.say({ type: "json", runId: "run-1", text: shortJson('{ "whole": 2 }') });
    const again = await view.next("query");
    assert.equal(again.expression, "new");
    await queried(again.id, '"newer"');
    await view.page.locator(".cm-content", { hasText: '"newer"' }).waitFor();
  });

  it("shows a long answer from its beginning on, and more of what is shown on request", async () => {
    const part = `"${"x".repeat(997)}",`;
    const whole = `[${part.repeat(1400)}0]`;
    const { length } = whole;
    const text = { text: whole.slice(0, 400_000), length, json: true };
    await view.say({ type: "json", runId: "run-1", text });
    for (const to of [800_000, 1_200_000]) {
      const { place, from } = await view.next("needText");
      assert.deepEqual(place, { of: "json", index: 0 });
      assert.equal(from, to - 400_000);
      await moreText("json", 0, from, whole.slice(from, to));
    }
    const more = view.page.getByRole("group", { name: "More of the JSON" });
    await more.getByText("1,200,000 of 1,400,003 characters").waitFor();
    await more.getByRole("button", { name: "Copy all" }).click();
    assert.deepEqual((await view.next("takeText")).place, { of: "json", index: 0 });
    await more.getByRole("button", { name: "Show all" }).click();
    const { from } = await view.next("needText");
    assert.equal(from, 1_200_000);
    await moreText("json", 0, from, whole.slice(from));
    await more.waitFor({ state: "detached" });
    await filter().fill("found");
    const { id } = await lastQuery("found");
    const found = { text: '{"a":', length: 7, json: true };
    await view.say({ type: "queried", runId: "run-1", id, text: found, failed: false });
    assert.deepEqual((await view.next("needText")).place, { of: "found", index: id });
    await moreText("found", id, 5, "1}");
    await view.page.locator(".cm-content", { hasText: "1" }).waitFor();
  });

  it("cancels no run with the Esc that clears it", async () => {
    await view.say({ type: "run", run: sampleRun({ status: "running", complete: false }) });
    await filter().fill("a");
    await filter().press("Escape");
    assert.equal(await filter().inputValue(), "");
    await filter().press("Escape");
    await view.next("cancel");
    assert.equal((await view.said()).filter(({ type }) => type === "cancel").length, 1);
  });

  function filter() {
    return view.page.getByLabel("Filter");
  }

  async function lastQuery(wanted: string) {
    for (;;) {
      const query = await view.next("query");
      if (query.expression === wanted) return query;
    }
  }

  async function moreText(of: "json" | "found", index: number, from: number, text: string) {
    await view.say({ type: "moreText", runId: "run-1", place: { of, index }, from, text });
  }

  async function queried(id: number, text: string, failed = false): Promise<void> {
    await view.say({ type: "queried", runId: "run-1", id, text: short(text), failed });
  }
});
