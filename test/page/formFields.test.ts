import assert from "node:assert/strict";
import type { HostToForm } from "../../src/protocol/form.ts";
import { useFormPage } from "./harness/formPage.ts";
import { nextSequence, sampleState } from "./harness/samples.ts";

describe("The form's fields", () => {
  const form = useFormPage();
  beforeEach(async () => {
    await form.show();
    await form.page.getByText("Advanced").click();
    await form.page.getByLabel("Accept").waitFor();
  });

  it("ignore messages of another shape", async () => {
    await form.say({
      type: "state",
      sequence: nextSequence(),
      state: { fileName: 1 },
    } as unknown as HostToForm);
    await form.say({ type: "no such" } as unknown as HostToForm);
    await form.show({ members: { accept: "abc" } });
    await expectValue("Accept", "abc");
  });

  it("send text when the typing rests, and null when it is taken away", async () => {
    const field = form.page.getByLabel("Accept");
    await field.fill("abc123");
    assert.deepEqual(await form.next("set"), set("accept", "abc123"));
    await field.fill("");
    assert.deepEqual(await form.next("set"), set("accept", null));
  });

  it("tell of all that is typed before they send it", async () => {
    await form.page.getByLabel("Accept").fill("abc");
    assert.deepEqual(await form.next("unsent"), { type: "unsent", edits: [set("accept", "abc")] });
    await form.page.getByRole("button", { name: "Add row" }).click();
    await form.page.getByLabel("Metadata key 1").fill("team");
    const pairs = { type: "setMetadata", pairs: [["team", ""]] };
    assert.deepEqual((await form.next("unsent")).edits.at(-1), pairs);
  });

  it("do not lose typing to a state that comes meanwhile", async () => {
    const field = form.page.getByLabel("Accept");
    await field.focus();
    await field.pressSequentially("abc");
    await form.show({ members: { accept: "old", trace: "ENABLED" } });
    await expectValue("Trace", "ENABLED");
    await expectValue("Accept", "abc");
    await form.next("set");
    await form.show({ members: { accept: "old", trace: "DISABLED" } });
    await expectValue("Trace", "DISABLED");
    await expectValue("Accept", "abc");
    await form.show({ members: { accept: "abc" } });
    await form.show({ members: { accept: "from the text" } });
    await expectValue("Accept", "from the text");
  });

  it("show after an undo what the document has, even with the focus", async () => {
    const field = form.page.getByLabel("Accept");
    await field.pressSequentially("abc");
    await field.press("Control+z");
    assert.deepEqual(await form.next("set"), set("accept", "abc"));
    await form.next("undo");
    await form.show();
    await expectValue("Accept", "");
  });

  it("set and take away what is chosen from a list", async () => {
    await form.page.getByLabel("Trace").selectOption("ENABLED_FULL");
    assert.deepEqual(await form.next("set"), set("trace", "ENABLED_FULL"));
    await form.page.getByLabel("Trace").selectOption({ label: "Off (not sent)" });
    assert.deepEqual(await form.next("set"), set("trace", null));
    await form.page.getByLabel("Latency").selectOption("optimized");
    assert.deepEqual(await form.next("set"), set("performanceConfigLatency", "optimized"));
    await form.page.getByLabel("Service tier").selectOption("reserved");
    assert.deepEqual(await form.next("set"), set("serviceTier", "reserved"));
  });

  it("show a value from the file that they do not know, and keep it", async () => {
    await form.show({ members: { serviceTier: "turbo", trace: "ENABLED" } });
    await expectValue("Service tier", "turbo");
    await form.page.getByLabel("Trace").selectOption("DISABLED");
    await form.next("set");
    await expectValue("Service tier", "turbo");
  });

  it("switch streaming on and off", async () => {
    await form.page.getByText("Stream", { exact: true }).click();
    assert.deepEqual(await form.next("set"), set("operation", "InvokeModelWithResponseStream"));
    await form.show({ members: { operation: "InvokeModelWithResponseStream" } });
    await form.page.getByText("Stream", { exact: true }).click();
    assert.deepEqual(await form.next("set"), set("operation", null));
  });

  it("keep the advanced ones folded and edit them there", async () => {
    await form.page.getByText("Advanced").click();
    await form.page.getByLabel("Accept").waitFor({ state: "hidden" });
    await form.page.getByText("Advanced").click();
    await form.page.getByLabel("Accept").fill("application/json");
    assert.deepEqual(await form.next("set"), set("accept", "application/json"));
  });

  it("edit the request metadata as rows", async () => {
    await form.page.getByRole("button", { name: "Add row" }).click();
    await form.page.getByLabel("Metadata key 1").pressSequentially("team");
    await form.page.getByLabel("Metadata value 1").fill("search");
    await form.page.getByLabel("Metadata value 1").blur();
    assert.deepEqual(await lastPairs(), [["team", "search"]]);
    await form.show({
      metadata: [
        ["team", "search"],
        ["costCentre", "7"],
      ],
    });
    await form.page.getByLabel("Metadata key 2").waitFor();
    await form.page.getByRole("button", { name: "Remove metadata row 1" }).click();
    assert.deepEqual(await lastPairs(), [["costCentre", "7"]]);
  });

  it("show problems where they are, offer the fix, and go there from the list", async () => {
    await form.page.getByText("Advanced").click();
    const problem = {
      id: 4,
      severity: "error" as const,
      message: "A guardrail needs its version.",
      member: "guardrailVersion",
      fixTitle: "Use DRAFT",
    };
    await form.show({
      problems: [problem, { id: 5, severity: "hint", message: "Odd.", member: "accept" }],
    });
    const field = form.page.getByRole("combobox", { name: "Version" });
    await field.and(form.page.locator("[aria-invalid=true]")).waitFor();
    assert.equal(await field.getAttribute("aria-describedby"), "problem-4");
    await form.page.locator("#problem-4").getByRole("button", { name: "Use DRAFT" }).click();
    assert.deepEqual(await form.next("applyFix"), { type: "applyFix", problem: 4 });
    await form.page.locator(".problem-link", { hasText: "version" }).click();
    assert.equal(await focused(), "field-guardrailVersion");
    await form.page.locator(".problem-link", { hasText: "Odd" }).click();
    assert.equal(await focused(), "field-accept");
    await form.page.getByText("1 error, 1 hint").waitFor();
  });

  it("name what the file has that they cannot show", async () => {
    await form.show({ unreadable: ["trace"] });
    await form.page.getByText("cannot show what the file has for trace").waitFor();
  });

  async function expectValue(label: string, value: string): Promise<void> {
    const field = await form.page.getByLabel(label, { exact: true }).elementHandle();
    await form.page.waitForFunction(
      ([element, wanted]) => (element as HTMLInputElement).value === wanted,
      [field, value] as const,
    );
  }

  async function lastPairs(): Promise<[string, string][] | undefined> {
    await form.say({ type: "flush", id: 1 });
    await form.next("flushed");
    return (await form.said()).filter((message) => message.type === "setMetadata").at(-1)?.pairs;
  }

  function focused(): Promise<string | undefined> {
    return form.page.evaluate(() => document.activeElement?.id);
  }

  it("shows no state that was read before the one it shows", async () => {
    const late = nextSequence();
    await form.show({ members: { modelId: "new.model" } });
    await form.say({
      type: "state",
      sequence: late,
      state: sampleState({ members: { modelId: "old.model" } }),
    });
    await form.say({ type: "flush", id: 1 });
    await form.next("flushed");
    const model = form.page.getByRole("combobox", { name: "Model" });
    assert.equal(await model.inputValue(), "new.model");
  });
});

function set(member: string, value: string | null): unknown {
  return { type: "set", values: [[member, value]] };
}
