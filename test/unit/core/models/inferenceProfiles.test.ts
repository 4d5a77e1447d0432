import assert from "node:assert/strict";
import { likelyProfiles, profilesFor } from "../../../../src/core/models/inferenceProfiles.ts";
import type { LiveModelsPart } from "../../../../src/core/models/liveModels.ts";
import { liveModel } from "./liveModel.ts";

const own = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a";

function parts(...ids: readonly string[]): readonly LiveModelsPart[] {
  const models = ids.map((modelId) =>
    liveModel({
      kind: modelId.startsWith("arn:") ? "applicationInferenceProfile" : "inferenceProfile",
      modelId,
      baseModelIds: ["m.x-v1:0"],
    }),
  );
  const other = liveModel({
    kind: "inferenceProfile",
    modelId: "us.m.y",
    baseModelIds: ["m.y"],
  });
  const router = liveModel({ kind: "promptRouter", modelId: "r", baseModelIds: ["m.x-v1:0"] });
  return [
    { list: "ListInferenceProfiles", models: [other, ...models] },
    { list: "ListPromptRouters", models: [router] },
  ];
}

describe("the profiles for a model", () => {
  const live = parts(
    own,
    "global.m.x-v1:0",
    "us.m.x-v1:0",
    "eu.m.x-v1:0",
    "jp.m.x-v1:0",
    "apac.m.x-v1:0",
  );

  const byRegion: readonly (readonly [string | undefined, string])[] = [
    ["us-east-1", "us eu jp apac global own"],
    ["eu-west-1", "eu us jp apac global own"],
    ["ap-northeast-1", "jp apac us eu global own"],
    ["ap-south-1", "apac us eu jp global own"],
    ["ca-central-1", "us eu jp apac global own"],
    ["sa-east-1", "us eu jp apac global own"],
    [undefined, "us eu jp apac global own"],
  ];
  for (const [region, expected] of byRegion)
    it(`from the lists, as seen from ${region ?? "nowhere"}: ${expected}`, () => {
      const found = profilesFor("m.x-v1:0", live, region);
      assert.equal(
        found.map((id) => (id === own ? "own" : id.split(".", 1)[0])).join(" "),
        expected,
      );
    });

  it("are the same for the model's ARN, each once", () => {
    const arn = "arn:aws:bedrock:us-east-1::foundation-model/m.x-v1:0";
    const twice = [...parts("us.m.x-v1:0"), ...parts("us.m.x-v1:0")];
    assert.deepEqual(profilesFor(arn, twice, "us-east-1"), ["us.m.x-v1:0"]);
    assert.deepEqual(profilesFor("m.z", live), []);
    assert.deepEqual(profilesFor("m.x-v1:0", []), []);
  });
});

describe("the likely profiles of a model, without a list", () => {
  const cases: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ["m.x-v1:0", "us-east-1", ["us.m.x-v1:0", "global.m.x-v1:0"]],
    ["m.x-v1:0", "ap-northeast-1", ["jp.m.x-v1:0", "global.m.x-v1:0"]],
    ["m.x-v1:0", "sa-east-1", ["global.m.x-v1:0"]],
    ["m.x-v1:0", undefined, ["global.m.x-v1:0"]],
    ["m.x-v1:0", "us-gov-west-1", ["us-gov.m.x-v1:0"]],
    // Known: only what there is, though the region's own area would be guessed.
    ["amazon.nova-pro-v1:0", "ap-northeast-1", ["apac.amazon.nova-pro-v1:0"]],
    ["amazon.nova-pro-v1:0", "us-west-2", ["us.amazon.nova-pro-v1:0"]],
    ["deepseek.r1-v1:0", "eu-west-1", []],
    [
      "anthropic.claude-haiku-5-5",
      "ap-southeast-2",
      ["au.anthropic.claude-haiku-5-5", "global.anthropic.claude-haiku-5-5"],
    ],
    ["us.m.x-v1:0", "us-east-1", []],
    [own, "us-east-1", []],
    ["", "us-east-1", []],
  ];
  for (const [modelId, region, expected] of cases)
    it(`${modelId || "(empty)"} in ${region ?? "no region"}: ${expected.join(", ") || "none"}`, () => {
      assert.deepEqual(likelyProfiles(modelId, region), expected);
    });
});
