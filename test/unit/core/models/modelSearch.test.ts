import assert from "node:assert/strict";
import { modelLists } from "../../../../src/core/models/liveModels.ts";
import { knownModels } from "../../../../src/core/models/knownModels.ts";
import { findModels, modelGroups } from "../../../../src/core/models/modelSearch.ts";
import {
  describeModel,
  listedAt,
  listNotes,
  missingNotice,
  modelMarks,
} from "../../../../src/core/models/modelWords.ts";
import { sampleModel, sampleModels } from "../../../page/harness/models.ts";

const arn = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc";
const now = Date.parse("2026-11-20T10:32:00");
const application =
  "arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/abcdefghijkl";
const account = sampleModels(
  [
    sampleModel({ modelId: "acme.plain-v1:0", name: "Plain" }),
    sampleModel({
      modelId: "acme.far-v1:0",
      name: "Far",
      inferenceTypes: ["INFERENCE_PROFILE"],
    }),
    sampleModel({
      kind: "inferenceProfile",
      modelId: "us.acme.far-v1:0",
      name: "US Far",
      baseModelIds: ["acme.far-v1:0"],
    }),
    sampleModel({
      modelId: "acme.old-v1:0",
      status: "LEGACY",
      endOfLifeTime: "2027-01-02T00:00:00Z",
    }),
    sampleModel({
      kind: "applicationInferenceProfile",
      modelId: application,
      name: "Search team",
      baseModelIds: ["acme.far-v1:0"],
    }),
  ],
  {},
  now,
);
const ids = (groups: ReturnType<typeof findModels>) =>
  groups.flatMap(({ rows }) => rows.map(({ model }) => model.modelId));

function marksOf(part: Parameters<typeof sampleModel>[0]): readonly string[] {
  const [group] = modelGroups(sampleModels([sampleModel(part)]), [], now);
  return group?.rows[0] ? modelMarks(group.rows[0].model) : [];
}

describe("The search for a model", () => {
  const known = modelGroups(undefined, knownModels, now);
  const live = modelGroups(account, knownModels, now);

  it("wants every word somewhere in id, name, provider, output or the model behind", () => {
    const found = findModels("nova LITE", known, [], []);
    assert.ok(ids(found).length > 0);
    for (const id of ids(found)) assert.match(id, /nova.*lite/);
    assert.deepEqual(findModels("no such model", known, [], []), []);
    assert.deepEqual(ids(findModels("far application", live, [], [])), [application]);
    assert.deepEqual(ids(findModels(application.slice(20, 80), live, [], [])), [application]);
    assert.deepEqual(ids(findModels("ACME legacy", live, [], [])), ["acme.old-v1:0"]);
  });

  it("finds by kind and state only where no model is named so", () => {
    for (const id of ids(findModels("nova pro", known, [], []))) assert.match(id, /nova-pro/);
    const named = modelGroups(
      sampleModels([
        sampleModel({ modelId: "acme.promise-v1:0", name: "Promise" }),
        sampleModel({ modelId: "acme.pro-v1:0", name: "Chat Pro" }),
        sampleModel({ modelId: "acme.improve-v1:0", name: "Better" }),
        sampleModel({ kind: "inferenceProfile", modelId: "us.acme.chat-v1:0", name: "Chat" }),
        sampleModel({ kind: "applicationInferenceProfile", modelId: application, name: "Team" }),
      ]),
      [],
      now,
    );
    assert.deepEqual(ids(findModels("pro", named, [], [])), [
      "acme.pro-v1:0",
      "acme.promise-v1:0",
      "acme.improve-v1:0",
    ]);
    assert.deepEqual(ids(findModels("applicationinf", named, [], [])), [application]);
  });

  it("puts a group first that holds what was typed word for word", () => {
    const found = findModels("nova lite", known, [], []);
    assert.match(ids(found)[0] ?? "", /amazon\.nova-lite/);
    const pinned = findModels("nova lite", known, ["amazon.nova-2-lite-v1:0"], []);
    assert.match(ids(pinned)[0] ?? "", /amazon\.nova-lite/);
  });

  it("puts pinned ones first and recent ones next, known or not, and each nowhere else", () => {
    const [first = "", second = ""] = knownModels.map(({ modelId }) => modelId);
    const found = findModels("", known, [second], [arn, first, second]);
    assert.deepEqual(
      found.slice(0, 2).map(({ heading, rows }) => [heading, rows.map(({ use }) => use)]),
      [
        ["Pinned", [second]],
        ["Recently used", [arn, first]],
      ],
    );
    assert.equal(ids(found).length, new Set(ids(found)).size);
    assert.equal(ids(found).length, knownModels.length + 1);
  });

  it("sets the profile of the region for a model that is reached through one alone", () => {
    const rows = live.flatMap((group) => group.rows);
    const use = (id: string) => rows.find(({ model }) => model.modelId === id)?.use;
    assert.equal(use("acme.far-v1:0"), "us.acme.far-v1:0");
    assert.equal(use("acme.plain-v1:0"), "acme.plain-v1:0");
    assert.equal(use(application), application);
  });

  it("offers the account's models alone, and known ones for each list that is missing", () => {
    assert.deepEqual([...new Set(live.map(({ source }) => source))], ["in your account"]);
    assert.ok(known.every(({ source }) => source === "known models"));
    const failed = { ListInferenceProfiles: "AccessDeniedException" };
    const [own] = account.models;
    assert.ok(own);
    const partly = modelGroups(sampleModels([own], failed), knownModels, now);
    const sources = partly.map(({ heading, source }) => [heading, source]);
    assert.deepEqual(sources, [
      ["Inference profiles", "known models"],
      ["Foundation models on demand", "in your account"],
    ]);
  });
});

describe("The words for models", () => {
  it("say what a model takes and gives", () => {
    const [row] = modelGroups(account, [], now).flatMap(({ rows }) => rows);
    assert.ok(row);
    assert.equal(describeModel(row.model), "Acme · text → text · streaming · on demand");
  });

  it("mark legacy, ended and unfinished models, and what one needs", () => {
    assert.deepEqual(marksOf({ modelId: "a.b" }), []);
    const endOfLifeTime = "2027-01-02T00:00:00Z";
    assert.deepEqual(marksOf({ modelId: "a.b", status: "LEGACY", endOfLifeTime }), [
      "legacy, ends 2027-01-02",
    ]);
    assert.deepEqual(marksOf({ modelId: "a.b", endOfLifeTime: "2025-01-02T00:00:00Z" }), [
      "end of life 2025-01-02",
    ]);
    assert.deepEqual(marksOf({ modelId: "a.b", inferenceTypes: ["INFERENCE_PROFILE"] }), [
      "needs an inference profile",
    ]);
    assert.deepEqual(marksOf({ modelId: arn, kind: "customModelDeployment", status: "Creating" }), [
      "creating",
    ]);
  });

  it("name the lists that failed, those of one reason together", () => {
    const denied = "AccessDeniedException";
    const view = sampleModels([], {
      ListCustomModels: denied,
      ListPromptRouters: denied,
      ListImportedModels: "ThrottlingException",
      ListMarketplaceModelEndpoints: "Aborted",
    });
    assert.deepEqual(
      listNotes(view).map(({ text }) => text),
      ["Custom models, prompt routers: access denied", "Imported models: throttling"],
    );
    const all = Object.fromEntries(modelLists.map((list) => [list, "ConnectionRefused"]));
    assert.deepEqual(listNotes(sampleModels([], all)), [
      { text: "The account’s models could not be listed: connection refused", title: "The words." },
    ]);
    assert.deepEqual(listNotes(undefined), []);
  });

  it("tell of a model that the region's list has not, and only where the list was had", () => {
    const notice = "Not in the list of us-west-2 as of 10:32.";
    const at = (id: string, view = account) => missingNotice(id, view, now);
    assert.equal(at("acme.gone-v1:0"), notice);
    assert.equal(at("eu.acme.far-v1:0"), notice);
    assert.equal(at(arn), notice);
    assert.equal(at("acme.plain-v1:0"), undefined);
    assert.equal(at("arn:aws:bedrock:us-west-2::foundation-model/acme.plain-v1:0"), undefined);
    assert.equal(at("arn:aws:bedrock:us-west-2:123456789012:prompt/ABCDEFGHIJ"), undefined);
    assert.equal(at(""), undefined);
    assert.equal(missingNotice("acme.gone-v1:0", undefined, now), undefined);
    const failed = { ListInferenceProfiles: "AccessDeniedException" };
    assert.equal(at("acme.gone-v1:0", sampleModels([], failed, now)), undefined);
    assert.equal(at("acme.gone-v1:0", { ...account, loading: { done: 1, of: 8 } }), undefined);
    assert.match(
      missingNotice("acme.gone-v1:0", account, now + 86_400_000) ?? "",
      /as of 20 Nov, 10:32/,
    );
    assert.equal(listedAt(account, now), "10:32");
  });
});
