import assert from "node:assert/strict";
import type { FormToHost, HostToForm } from "../../src/protocol/form.ts";
import { type OpenPage, type Pages, startPages } from "./harness/openPage.ts";
import { nextSequence, sampleState } from "./harness/samples.ts";

describe("A form that cannot be drawn", () => {
  let pages: Pages;
  let form: OpenPage<HostToForm, FormToHost>;
  before(async function () {
    pages = await startPages(this);
  });
  after(() => pages.close());
  afterEach(() => form.page.close());

  for (const element of ["bedrock-form", "model-picker"])
    it(`says so when ${element} fails, and offers the text`, async () => {
      form = await pages.open("form");
      await form.next("ready");
      await form.page.evaluate((name) => {
        const failing = { value: JSON.parse.bind(undefined, "no JSON") };
        Object.defineProperty(customElements.get(name)?.prototype, "render", failing);
      }, element);
      await form.say({ type: "state", sequence: nextSequence(), state: sampleState() });
      const notice = form.page.getByRole("alert").filter({ hasText: "cannot be shown" });
      await notice.waitFor();
      assert.equal(await notice.count(), 1);
      await notice.getByRole("button", { name: "Open as text" }).click();
      await form.next("openAsText");
    });

  it("offers to load the body's editor again when that failed", async () => {
    form = await pages.open("form");
    const { page } = form;
    await page.route("**/editor.js", (route) => route.abort());
    await page.reload();
    await form.say({ type: "state", sequence: nextSequence(), state: sampleState() });
    await form.say({ type: "body", text: "{}", baseIndent: "", revision: 1, edit: 0 });
    const notice = page.getByRole("alert").filter({ hasText: "The editor could not be loaded." });
    await notice.waitFor();
    await page.unroute("**/editor.js");
    await notice.getByRole("button", { name: "Try again" }).click();
    await page.locator(".cm-content", { hasText: "{}" }).waitFor();
    assert.equal(await notice.count(), 0);
  });
});
