import assert from "node:assert/strict";
import { builtInModels } from "../../../src/core/models/catalog.ts";
import type { FormToHost, HostToForm } from "../../../src/protocol/form.ts";
import { describeModel, findModels } from "../../../src/webview/form/modelSearch.ts";
import { type OpenPage, type Pages, startPages } from "./harness/openPage.ts";
import { sampleState } from "./harness/samples.ts";

const arn = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc";

describe("The search for a model", () => {
  it("wants every word somewhere in id, name, provider or output", () => {
    const ids = findModels("nova LITE", builtInModels, []).flatMap(({ models }) => models);
    assert.ok(ids.length > 0);
    for (const { modelId, name } of ids)
      assert.match(`${modelId} ${name}`.toLowerCase(), /nova.*lite/);
    assert.deepEqual(findModels("no such model", builtInModels, []), []);
  });

  it("puts recent ones first, known or not, and nowhere else", () => {
    const known = builtInModels[3]?.modelId ?? "";
    const [first, ...rest] = findModels("", builtInModels, [arn, known]);
    assert.equal(first?.heading, "Recently used");
    assert.deepEqual(
      first?.models.map(({ modelId }) => modelId),
      [arn, known],
    );
    assert.ok(!rest.some(({ models }) => models.some(({ modelId }) => modelId === known)));
    assert.ok(rest.flatMap(({ models }) => models).length <= 200);
  });

  it("says what a model takes and gives", () => {
    const model = {
      modelId: "m",
      name: "M",
      provider: "P",
      inputModalities: ["TEXT", "IMAGE"],
      outputModalities: ["TEXT"],
      streaming: true,
    };
    assert.equal(describeModel(model), "text, image → text · streaming");
  });
});

describe("The model picker", () => {
  let pages: Pages;
  let form: OpenPage<HostToForm, FormToHost>;
  before(async () => {
    pages = await startPages();
  });
  after(() => pages.close());
  beforeEach(async () => {
    form = await pages.open("form");
    await form.next("ready");
    await form.say({
      type: "state",
      state: sampleState({ recentModels: [arn], running: { startedAt: 0 } }),
    });
    await picker().waitFor();
  });
  afterEach(() => form.page.close());

  it("narrows the list while typing, and chooses by keys alone", async () => {
    await picker().fill("titan embed");
    await form.page.locator("#model-list [role=option]").first().waitFor();
    assert.equal(await picker().getAttribute("aria-expanded"), "true");
    await picker().press("ArrowDown");
    const active = form.page.locator("[role=option][aria-selected=true]");
    assert.equal(
      await picker().getAttribute("aria-activedescendant"),
      await active.getAttribute("id"),
    );
    const id = await active.getAttribute("title");
    await picker().press("Enter");
    await form.page.waitForFunction(
      (wanted) => document.querySelector<HTMLInputElement>("#field-modelId")?.value === wanted,
      id,
    );
    assert.equal((await sets()).at(-1), id);
    assert.equal(await picker().getAttribute("aria-expanded"), "false");
  });

  it("goes around from the first to the last", async () => {
    await picker().press("ArrowDown");
    await picker().press("ArrowUp");
    await form.page.locator("[role=option][aria-selected=true]").waitFor();
    const last = await form.page
      .locator("#model-list [role=option]")
      .last()
      .getAttribute("aria-selected");
    assert.equal(last, "true");
    await picker().press("ArrowDown");
    assert.equal(
      await form.page.locator("[aria-selected=true][role=option]").getAttribute("title"),
      arn,
    );
  });

  it("takes any text, and Esc closes the list without cancelling the run", async () => {
    await picker().fill("my-own-model");
    await form.page.getByText("It is sent as typed").waitFor();
    await picker().press("Escape");
    assert.equal(await picker().getAttribute("aria-expanded"), "false");
    assert.deepEqual(await form.next("set"), {
      type: "set",
      member: "modelId",
      value: "my-own-model",
    });
    assert.ok(!(await form.said()).some(({ type }) => type === "cancel"));
  });

  it("chooses by a click", async () => {
    await form.page.getByRole("button", { name: "Show models" }).click();
    await form.page.locator("#model-list [role=option]").nth(1).click();
    const { value } = await form.next("set");
    assert.equal(value, builtInModels[0]?.modelId);
  });

  function picker() {
    return form.page.getByRole("combobox", { name: "Model" });
  }

  async function sets(): Promise<(string | null)[]> {
    return (await form.said()).flatMap((message) =>
      message.type === "set" ? [message.value] : [],
    );
  }
});
