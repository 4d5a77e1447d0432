import assert from "node:assert/strict";
import type { HostToForm } from "../../src/protocol/form.ts";
import { manyModels, sampleModel, sampleModels } from "./harness/models.ts";
import { useFormPage } from "./harness/formPage.ts";
import { sampleState } from "./harness/samples.ts";

const arn = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc";
const set = (value: string) => ({ type: "set", values: [["modelId", value]] });

describe("The model picker", () => {
  const form = useFormPage();
  beforeEach(async () => {
    await form.show({ recentModels: [arn], running: { startedAt: 0 } });
    await picker().waitFor();
  });

  it("narrows the list while typing, and chooses by keys alone", async () => {
    await picker().fill("titan embed");
    await options().first().waitFor();
    assert.equal(await picker().getAttribute("aria-expanded"), "true");
    await picker().press("ArrowDown");
    const row = form.page.locator("[role=option][aria-selected=true]");
    assert.equal(
      await picker().getAttribute("aria-activedescendant"),
      await row.getAttribute("id"),
    );
    const id = await row.getAttribute("data-id");
    await picker().press("Enter");
    await form.page.waitForFunction(
      (wanted) => document.querySelector<HTMLInputElement>("#field-modelId")?.value === wanted,
      id,
    );
    assert.equal((await sets()).at(-1), id);
    assert.equal(await picker().getAttribute("aria-expanded"), "false");
  });

  it("says of a group where it is from, and nothing where there is nothing to say", async () => {
    await picker().click();
    const headings = form.page.locator(".combobox-heading");
    await headings.first().waitFor();
    const [recent, known] = await headings.evaluateAll((all) =>
      all.map((heading) => {
        const source = heading.querySelector(".source");
        const mark = source && getComputedStyle(source, "::before").content;
        return [heading.textContent?.trim(), mark];
      }),
    );
    assert.deepEqual(recent, ["Recently used", null]);
    assert.equal(known?.[1], '" · "');
  });

  it("goes around from the first to the last", async () => {
    await picker().press("ArrowDown");
    await picker().press("ArrowUp");
    await form.page.locator("[role=option][aria-selected=true]").waitFor();
    const { position, size } = await active();
    assert.equal(position, size);
    assert.ok(await isSeen());
    await picker().press("ArrowDown");
    assert.equal((await active()).id, arn);
    assert.ok(await isSeen());
  });

  it("takes any text on Enter and on leaving, and nothing before", async () => {
    await picker().fill("my-own-model");
    await form.page.getByText("as typed").waitFor();
    // The host may be saving on its own: what narrows the list is no model id.
    await form.say({ type: "flush", id: 1 });
    await form.next("flushed");
    assert.deepEqual(await sets(), []);
    await picker().press("Enter");
    assert.deepEqual(await form.next("set"), set("my-own-model"));
    assert.equal(await picker().getAttribute("aria-expanded"), "false");
    await picker().fill("  other ");
    await form.page.getByLabel("Trace").focus();
    assert.deepEqual(await form.next("set"), set("other"));
  });

  it("takes no words with blanks between them for an id", async () => {
    await form.show();
    await picker().fill("haiku 4.5");
    await form.page.getByLabel("Trace").focus();
    await form.page.evaluate(() => window.dispatchEvent(new Event("blur")));
    assert.deepEqual(await sets(), []);
    assert.equal(await picker().inputValue(), sampleState().members.modelId);
    await picker().fill("haiku 4.5");
    await form.page.getByRole("option").first().waitFor();
    await picker().press("Enter");
    assert.match(String((await form.next("set")).values), /haiku-4-5/);
  });

  it("takes the first model found for a word, and the word itself only where nothing is found", async () => {
    await form.show();
    await picker().fill("haiku");
    await form.page.locator("[role=option][aria-selected=true]").first().waitFor();
    await picker().press("Enter");
    assert.match(String((await form.next("set")).values), /claude.*haiku/);
    const taken = await picker().inputValue();
    const sent = await sets();
    await picker().fill("nova");
    await form.page.locator("[role=option][aria-selected=true]").first().waitFor();
    await form.page.getByLabel("Trace").focus();
    assert.deepEqual(await sets(), sent);
    assert.equal(await picker().inputValue(), taken);
  });

  it("takes what is typed when the request is sent or saved", async () => {
    await form.show();
    await picker().fill("one");
    await picker().press("Control+Enter");
    assert.deepEqual(await form.next("set"), set("one"));
    await form.next("invoke");
    await picker().fill("two");
    await picker().press("Control+s");
    assert.deepEqual(await form.next("set"), set("two"));
    await form.next("save");
  });

  it("goes back to the value on Esc and on undo, which then reach neither run nor document", async () => {
    const value = sampleState().members.modelId;
    for (const key of ["Escape", "Control+z"]) {
      await picker().fill("haiku");
      await options().first().waitFor();
      await picker().press(key);
      assert.equal(await picker().inputValue(), value);
      assert.equal(await picker().getAttribute("aria-expanded"), "false");
    }
    const types = (await form.said()).map(({ type }) => type);
    for (const type of ["set", "cancel", "undo"]) assert.ok(!types.includes(type as "set"), type);
    await picker().press("Control+z");
    await form.next("undo");
  });

  it("chooses by a click, and shows an id that has no room without its middle", async () => {
    const long = `arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/${"x".repeat(60)}the-end`;
    await models(
      sampleModels([sampleModel({ modelId: long, kind: "applicationInferenceProfile" })]),
    );
    await form.page.getByRole("button", { name: "Show models" }).click();
    await options().nth(1).click();
    assert.deepEqual(await form.next("set"), set(long));
    await form.page.getByLabel("Trace").focus();
    const shown = form.page.locator(".whole-id");
    await shown.getByText("the-end").waitFor();
    assert.equal(await picker().getAttribute("title"), long);
  });

  it("asks the host when it is opened, and for Refresh and Cancel", async () => {
    await picker().click();
    await form.next("modelsOpened");
    await form.page.getByRole("button", { name: "Refresh models" }).click();
    await form.next("refreshModels");
    await models({ ...sampleModels([]), loading: { done: 3, of: 8 } });
    await form.page.getByText("Loading the models in us-west-2: 3 of 8 lists").waitFor();
    await form.page.getByRole("button", { name: "Stop loading the models" }).click();
    await form.next("cancelModels");
    assert.equal(await picker().getAttribute("aria-expanded"), "true");
  });

  it("pins the row under the cursor by a key and any by a click", async () => {
    await models(manyModels(30));
    await picker().press("ArrowDown");
    await picker().press("ArrowDown");
    await picker().press("ArrowDown");
    const { id } = await active();
    await picker().press("Alt+p");
    assert.deepEqual(await form.next("pinModel"), { type: "pinModel", modelId: id, pinned: true });
    await form.show({ pinnedModels: [id] });
    const first = options().first();
    await first.and(form.page.locator(`[data-id="${id}"]`)).waitFor();
    await first.getByTitle("Unpin (Alt+P)").click();
    assert.deepEqual(await form.next("pinModel"), { type: "pinModel", modelId: id, pinned: false });
    assert.equal(await picker().getAttribute("aria-expanded"), "true");
  });

  it("says quietly what could not be listed, and that the region has not this model", async () => {
    const failed = { ListCustomModels: "AccessDeniedException" };
    await models(sampleModels([sampleModel({ modelId: "acme.plain-v1:0" })], failed));
    await form.page.getByText(/Not in the list of us-west-2 as of \d\d:\d\d\./).waitFor();
    assert.equal(await picker().getAttribute("aria-invalid"), "false");
    await picker().click();
    await form.page.getByText("Custom models: access denied").waitFor();
  });

  it("tells the model behind an id that does not", async () => {
    await form.show({ baseModel: "anthropic.claude-x" });
    await form.page.getByText("→ anthropic.claude-x").waitFor();
  });

  it("keeps hundreds of models in the list and few of them in the page", async () => {
    await models(manyModels(600));
    await picker().press("ArrowDown");
    await picker().press("ArrowUp");
    assert.deepEqual(await active(), { id: await lastId(), position: "601", size: "601" });
    assert.ok((await options().count()) < 40);
    await picker().fill("model-599");
    await form.page.locator('[data-id="acme.model-599-v1:0"]').waitFor();
    assert.equal(await options().count(), 1);
    await picker().fill("acme");
    await options().nth(1).waitFor();
    await form.page.getByRole("listbox", { name: "Model" }).hover();
    await form.page.mouse.wheel(0, 12_000);
    await form.page.locator("[role=option][aria-posinset='280']").waitFor();
    assert.ok((await options().count()) < 40);
  });

  function models(view: Extract<HostToForm, { type: "models" }>["models"]): Promise<void> {
    return form.say({ type: "models", models: view });
  }

  function options() {
    return form.page.locator("#list-modelId [role=option]");
  }

  function lastId(): Promise<string | null> {
    return options().last().getAttribute("data-id");
  }

  /** The row under the cursor. */
  async function active() {
    const row = form.page.locator("[role=option][aria-selected=true]");
    await row.waitFor();
    return {
      id: (await row.getAttribute("data-id")) ?? "",
      position: await row.getAttribute("aria-posinset"),
      size: await row.getAttribute("aria-setsize"),
    };
  }

  /** Whether the row under the cursor is inside what the list shows. */
  function isSeen(): Promise<boolean> {
    return form.page.evaluate(() => {
      const row = document.querySelector("[role=option][aria-selected=true]");
      const list = row?.closest("[role=listbox]")?.getBoundingClientRect();
      const { top = 0, bottom = 0 } = row?.getBoundingClientRect() ?? {};
      return list !== undefined && top >= list.top && bottom <= list.bottom + 1;
    });
  }

  function picker() {
    return form.page.getByRole("combobox", { name: "Model" });
  }

  async function sets(): Promise<(string | null)[]> {
    return (await form.said()).flatMap((message) =>
      message.type === "set" ? message.values.map(([, value]) => value) : [],
    );
  }
});
