import assert from "node:assert/strict";
import type { OfferedModel } from "../../../../src/core/models/liveModelGroups.ts";
import { mergeLiveModels } from "../../../../src/core/models/liveModelGroups.ts";
import type { LiveModel, LiveModelKind } from "../../../../src/core/models/liveModels.ts";
import { liveModel } from "./liveModel.ts";

const now = Date.parse("2026-11-21T00:00:00Z");
const past = "2026-01-01T00:00:00.000Z";
const future = "2027-01-01T00:00:00.000Z";

/** The groups of these models, as if one list had brought them. */
function groups(...models: readonly LiveModel[]) {
  return mergeLiveModels([{ list: "ListFoundationModels", models }], now, "eu-west-1");
}

function only(...models: readonly LiveModel[]): OfferedModel {
  const last = groups(...models)
    .flatMap((group) => group.models)
    .find(({ modelId }) => modelId === models.at(-1)?.modelId);
  assert.ok(last);
  return last;
}

const model = (modelId: string, facts: Partial<LiveModel> = {}) =>
  liveModel({ kind: "foundationModel", modelId, ...facts });

const named = (provider: string | undefined, name: string, facts: Partial<LiveModel> = {}) =>
  model(`${provider}.${name}`, { provider, name, ...facts });

const profileOf = (prefix: string) =>
  liveModel({
    kind: "inferenceProfile",
    modelId: `${prefix}.a.x`,
    baseModelIds: ["a.x"],
  });

const isReady = (status: string | undefined) => only(model("a.x", { status })).ready;

describe("live models in groups", () => {
  it("stand in the picker's order, each kind in its group, no group empty", () => {
    const kinds: readonly LiveModelKind[] = [
      "marketplaceEndpoint",
      "promptRouter",
      "importedModel",
      "provisionedThroughput",
      "customModelDeployment",
      "customModel",
      "applicationInferenceProfile",
      "foundationModel",
      "inferenceProfile",
    ];
    const all = groups(...kinds.map((kind) => liveModel({ kind, modelId: kind })));
    assert.deepEqual(
      all.map(({ title, models }) => [title, models.map(({ kind }) => kind).join()]),
      [
        ["Inference profiles", "inferenceProfile"],
        ["Foundation models on demand", "foundationModel"],
        ["Application profiles", "applicationInferenceProfile"],
        ["Custom models", "customModel"],
        ["Custom deployments", "customModelDeployment"],
        ["Provisioned throughput", "provisionedThroughput"],
        ["Imported models", "importedModel"],
        ["Prompt routers", "promptRouter"],
        ["Marketplace endpoints", "marketplaceEndpoint"],
      ],
    );
    assert.deepEqual(mergeLiveModels([], now), []);
  });

  it("come once each, the first that was told", () => {
    const first = model("a.x", { name: "first" });
    const merged = mergeLiveModels(
      [
        { list: "ListFoundationModels", models: [first, model("a.x", { name: "second" })] },
        { list: "ListFoundationModels", models: [model("a.x", { name: "third" })] },
      ],
      now,
    );
    assert.deepEqual(
      merged.flatMap(({ models }) => models.map(({ name }) => name)),
      ["first"],
    );
  });

  it("are in order: active, legacy, ended; by provider; by name with its numbers", () => {
    const [group] = groups(
      named("B", "x 10"),
      named("B", "x 9"),
      named(undefined, "a"),
      named("A", "ended", { endOfLifeTime: past }),
      named("A", "old", { status: "LEGACY" }),
      named("A", "z"),
    );
    assert.deepEqual(
      group?.models.map(({ name }) => name),
      ["z", "x 9", "x 10", "a", "old", "ended"],
    );
  });

  const lives: readonly (readonly [string, Partial<LiveModel>, OfferedModel["lifecycle"]])[] = [
    ["nothing said", {}, undefined],
    ["active", { status: "ACTIVE", legacyTime: future, endOfLifeTime: future }, undefined],
    ["legacy by name", { status: "LEGACY", endOfLifeTime: future }, "legacy"],
    ["legacy by date", { status: "ACTIVE", legacyTime: past }, "legacy"],
    ["end by date", { status: "LEGACY", legacyTime: past, endOfLifeTime: past }, "endOfLife"],
    ["a date that is none", { endOfLifeTime: "soon" }, undefined],
  ];
  for (const [what, facts, expected] of lives)
    it(`are marked: ${what} is ${expected ?? "in active life"}`, () => {
      assert.equal(only(model("a.x", facts)).lifecycle, expected);
      const base = model("a.x", facts);
      const profile = liveModel({
        kind: "inferenceProfile",
        modelId: "us.a.x",
        status: "ACTIVE",
        baseModelIds: ["a.x"],
      });
      assert.equal(only(base, profile).lifecycle, expected, "a profile is as old as its model");
    });

  it("say what they need, and which profiles would do", () => {
    const needing = only(
      profileOf("us"),
      profileOf("eu"),
      model("a.x", { inferenceTypes: ["INFERENCE_PROFILE"] }),
    );
    assert.equal(needing.needs, "inferenceProfile");
    assert.deepEqual(needing.profiles, ["eu.a.x", "us.a.x"]);
    const needs = (...inferenceTypes: readonly string[]) =>
      only(profileOf("us"), model("a.x", { inferenceTypes })).needs;
    assert.equal(needs("ON_DEMAND", "INFERENCE_PROFILE"), undefined);
    assert.equal(needs("PROVISIONED", "INFERENCE_PROFILE"), "inferenceProfile");
    assert.equal(needs("PROVISIONED"), "provisionedThroughput");
    assert.equal(needs(), undefined);
    assert.equal(needs("SOMETHING_NEW"), undefined);
    const titles = groups(model("a.x", { inferenceTypes: ["PROVISIONED"] })).map(
      (each) => each.title,
    );
    assert.deepEqual(titles, ["Foundation models, not on demand"]);
  });

  it("take what their own list leaves open from the model behind them", () => {
    const base = model("a.x", {
      provider: "A",
      inputModalities: ["TEXT", "IMAGE"],
      outputModalities: ["TEXT"],
      streaming: false,
    });
    const profile = liveModel({
      kind: "applicationInferenceProfile",
      modelId: "arn:x",
      outputModalities: ["VIDEO"],
      baseModelIds: ["unknown.y", "a.x"],
    });
    const { provider, inputModalities, outputModalities, streaming } = only(base, profile);
    assert.deepEqual(
      [provider, inputModalities, outputModalities, streaming],
      ["A", ["TEXT", "IMAGE"], ["VIDEO"], false],
    );
  });

  it("are not ready while they are made, or when that failed", () => {
    for (const status of [
      undefined,
      "ACTIVE",
      "Active",
      "InService",
      "AVAILABLE",
      "REGISTERED",
      "Updating",
    ])
      assert.equal(isReady(status), true, status);
    for (const status of ["Creating", "Failed", "INCOMPATIBLE_ENDPOINT", "DELETING"])
      assert.equal(isReady(status), false, status);
  });
});
