import assert from "node:assert/strict";
import type { LiveModelsFile } from "../../../../src/core/models/liveModelsFile.ts";
import { liveModelsText, readLiveModels } from "../../../../src/core/models/liveModelsFile.ts";
import { modelLists } from "../../../../src/core/models/liveModels.ts";
import { liveModel } from "./liveModel.ts";

const file: LiveModelsFile = {
  savedAt: "2026-11-21T10:00:00.000Z",
  key: "profile p, us-east-1",
  parts: modelLists.map((list, index) =>
    index % 2 === 0
      ? { list, models: [liveModel({ kind: "foundationModel", modelId: `a.${list}` })] }
      : { list, models: [], error: { name: "AccessDeniedException", message: "no" } },
  ),
};

describe("the live models in a file", () => {
  it("come back as they were", () => {
    assert.deepEqual(readLiveModels(liveModelsText(file), file.key), file);
    const full = liveModel({
      kind: "inferenceProfile",
      modelId: "us.a.x",
      provider: "A",
      streaming: false,
      status: "LEGACY",
      legacyTime: "2026-01-01T00:00:00.000Z",
      endOfLifeTime: "2027-01-01T00:00:00.000Z",
      inputModalities: ["TEXT"],
      baseModelIds: ["a.x"],
    });
    const other = { ...file, parts: [{ list: "ListInferenceProfiles" as const, models: [full] }] };
    assert.deepEqual(readLiveModels(liveModelsText(other), file.key), other);
  });

  it("are not taken for another connection's", () => {
    assert.equal(readLiveModels(liveModelsText(file), "profile q, us-east-1"), undefined);
  });

  it("are no cache when the file is broken anywhere", () => {
    const text = liveModelsText(file);
    const change = (from: string, to: string) => {
      assert.ok(text.includes(from), from);
      return text.replace(from, to);
    };
    for (const broken of [
      "",
      "null",
      "[]",
      text.slice(0, -1),
      text.slice(0, text.length / 2),
      change('"version":1', '"version":2'),
      change('"savedAt":"2026', '"savedAt":"x2026'),
      change('"modelId":"a.ListFoundationModels"', '"modelId":7'),
      change('"modelId":"a.ListFoundationModels"', '"modelId":""'),
      change('"kind":"foundationModel"', '"kind":"toaster"'),
      change('"list":"ListPromptRouters"', '"list":"ListToasters"'),
      change('"inputModalities":[]', '"inputModalities":[1]'),
      change('"models":[]', '"models":{}'),
    ])
      assert.equal(readLiveModels(broken, file.key), undefined, broken.slice(0, 80));
  });

  it("hold nothing beside what they are meant to", () => {
    const more = liveModelsText(file).replace('{"version":1', '{"secret":"x","version":1');
    assert.deepEqual(readLiveModels(more, file.key), file);
  });
});
