import assert from "node:assert/strict";
import type { ModelsView } from "../../src/protocol/models.ts";
import { sampleModel, sampleModels } from "./harness/models.ts";
import { useFormPage } from "./harness/formPage.ts";

const set = (value: string) => ({ type: "set", values: [["modelId", value]] });

describe("The model picker, for models that need an inference profile", () => {
  const form = useFormPage();
  beforeEach(async () => {
    await form.show();
    await picker().waitFor();
  });

  it("sets the profile of a model that needs one, and says so before", async () => {
    await models(
      sampleModels([
        sampleModel({ modelId: "acme.far-v1:0", inferenceTypes: ["INFERENCE_PROFILE"] }),
        sampleModel({
          kind: "inferenceProfile",
          modelId: "us.acme.far-v1:0",
          baseModelIds: ["acme.far-v1:0"],
        }),
      ]),
    );
    await picker().click();
    const row = form.page.locator('[data-id="acme.far-v1:0"]');
    await row.getByText("needs an inference profile, picks").waitFor({ state: "attached" });
    await row.click();
    assert.deepEqual(await form.next("set"), set("us.acme.far-v1:0"));
  });

  it("offers the profile of a model that was typed without it", async () => {
    await models(
      sampleModels([
        sampleModel({ modelId: "acme.far-v1:0", inferenceTypes: ["INFERENCE_PROFILE"] }),
        sampleModel({
          kind: "inferenceProfile",
          modelId: "us.acme.far-v1:0",
          baseModelIds: ["acme.far-v1:0"],
        }),
      ]),
    );
    await picker().fill("acme.far-v1:0");
    await picker().press("Enter");
    assert.deepEqual(await form.next("set"), set("acme.far-v1:0"));
    await form.page.getByText("Needs an inference profile.").waitFor();
    await form.page.getByRole("button", { name: "Use us.acme.far-v1:0" }).click();
    assert.deepEqual(await form.next("set"), set("us.acme.far-v1:0"));
    await form.page.getByText("Needs an inference profile.").waitFor({ state: "hidden" });
    assert.ok(await picker().evaluate((input) => input === document.activeElement));
  });

  it("cuts the middle of a profile's id that has no room in its row", async () => {
    const long = `acme.${"far-".repeat(14)}v1:0`;
    await form.page.setViewportSize({ width: 700, height: 600 });
    await models(
      sampleModels([
        sampleModel({ modelId: long, inferenceTypes: ["INFERENCE_PROFILE"] }),
        sampleModel({
          kind: "inferenceProfile",
          modelId: `us.${long}`,
          baseModelIds: [long],
        }),
      ]),
    );
    await picker().click();
    const use = form.page.locator(`[data-id="${long}"] .model-use`);
    const end = await use.locator(".shortened > :last-child").boundingBox();
    const box = await use.boundingBox();
    assert.ok(end && box && end.x + end.width <= box.x + box.width + 1);
  });

  function models(view: ModelsView): Promise<void> {
    return form.say({ type: "models", models: view });
  }

  function picker() {
    return form.page.getByRole("combobox", { name: "Model" });
  }
});
