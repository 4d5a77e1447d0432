import assert from "node:assert/strict";
import { builtInModels } from "../../../../src/core/models/catalog.ts";
import { baseModelId, modelFamily } from "../../../../src/core/models/family.ts";
import { modelIdHint } from "../../../../src/core/models/modelId.ts";
import { starterBody } from "../../../../src/core/models/starters.ts";

function streaming(id: string): boolean | undefined {
  return builtInModels.find(({ modelId }) => modelId === id)?.streaming;
}

describe("the built-in models", () => {
  it("have each id once, a name, a provider, modalities and a family", () => {
    const ids = builtInModels.map((model) => model.modelId);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length >= 60);
    for (const model of builtInModels) {
      assert.ok(model.name && model.provider && model.family, model.modelId);
      for (const modality of [...model.inputModalities, ...model.outputModalities])
        assert.match(modality, /^(TEXT|IMAGE|VIDEO|EMBEDDING)$/);
    }
  });

  it("are within the documented pattern and have a starter body", () => {
    for (const { modelId } of builtInModels) {
      assert.equal(modelIdHint(modelId), undefined, modelId);
      assert.ok(starterBody(modelId), modelId);
    }
  });

  it("offer a profile for each id that works through profiles alone", () => {
    const profileOnly = builtInModels.filter((model) => model.inferenceProfileOnly);
    assert.ok(profileOnly.length > 10);
    for (const { modelId } of profileOnly)
      assert.ok(
        builtInModels.some(
          (other) => other.modelId !== modelId && baseModelId(other.modelId) === modelId,
        ),
        modelId,
      );
  });

  it("say which models stream", () => {
    assert.equal(streaming("us.anthropic.claude-sonnet-5-5"), true);
    assert.equal(streaming("amazon.titan-embed-text-v2:0"), false);
    assert.equal(streaming("cohere.rerank-v3-5:0"), false);
    assert.equal(streaming("stability.sd3-5-large-v1:0"), false);
  });
});

describe("modelFamily", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["anthropic.claude-3-haiku-20240307-v1:0", "anthropic"],
    ["us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic"],
    ["apac.amazon.nova-lite-v1:0", "nova"],
    ["ca.amazon.nova-lite-v1:0", "nova"],
    ["amazon.nova-2-lite-v1:0", "nova"],
    ["amazon.nova-canvas-v1:0", "novaImage"],
    ["amazon.titan-image-generator-v2:0", "novaImage"],
    ["amazon.nova-2-multimodal-embeddings-v1:0", "novaEmbed"],
    ["amazon.titan-text-express-v1", "titanText"],
    ["amazon.titan-tg1-large", "titanText"],
    ["amazon.titan-embed-image-v1", "titanEmbed"],
    ["amazon.rerank-v1:0", "rerank"],
    ["cohere.rerank-v3-5:0", "rerank"],
    ["global.cohere.embed-v4:0", "cohereEmbed"],
    ["cohere.command-r-plus-v1:0", "cohereCommandR"],
    ["cohere.command-light-text-v14", "cohereCommand"],
    ["us.meta.llama4-scout-17b-instruct-v1:0", "llama"],
    ["mistral.mistral-large-2402-v1:0", "mistralText"],
    ["mistral.mistral-large-2407-v1:0", "mistralChat"],
    ["mistral.mistral-large-3-675b-instruct", "openaiChat"],
    ["us.mistral.pixtral-large-2502-v1:0", "mistralChat"],
    ["ai21.jamba-1-5-mini-v1:0", "jamba"],
    ["stability.stable-image-core-v1:1", "stability"],
    ["us.deepseek.r1-v1:0", "deepseekR1"],
    ["deepseek.v3.2", "openaiChat"],
    ["openai.gpt-oss-20b-1:0", "openaiChat"],
    ["moonshotai.kimi-k2.5", "openaiChat"],
    ["us.writer.palmyra-x5-v1:0", "writer"],
    ["us.twelvelabs.pegasus-1-2-v1:0", "pegasus"],
    ["arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-tg1-large", "titanText"],
    [
      "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.anthropic.claude-x",
      "anthropic",
    ],
    ["arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc", undefined],
    ["arn:aws:sagemaker:us-east-1:123456789012:endpoint/anthropic.claude", undefined],
    ["does-not-exist", undefined],
    ["", undefined],
  ];
  for (const [id, family] of cases)
    it(`${id || "(empty)"} is ${family ?? "unknown"}`, () => {
      assert.equal(modelFamily(id), family);
    });
});

describe("starterBody", () => {
  it("is JSON with an indent of two", () => {
    const starter = starterBody("us.anthropic.claude-sonnet-5");
    assert.ok(starter);
    assert.equal(starter.body, JSON.stringify(JSON.parse(starter.body), null, 2));
    assert.match(starter.body, /"anthropic_version": "bedrock-2023-05-31"/);
  });

  it("knows the dialects within a family", () => {
    assert.match(starterBody("openai.gpt-oss-20b-1:0")?.body ?? "", /max_completion_tokens/);
    assert.match(starterBody("cohere.rerank-v3-5:0")?.body ?? "", /api_version/);
    assert.doesNotMatch(starterBody("amazon.rerank-v1:0")?.body ?? "", /api_version/);
    assert.match(
      starterBody("us.meta.llama4-scout-17b-instruct-v1:0")?.body ?? "",
      /\|header_start\|/,
    );
    assert.match(starterBody("meta.llama3-1-8b-instruct-v1:0")?.body ?? "", /start_header_id/);
  });

  it("is absent where the id hides the family", () => {
    assert.equal(
      starterBody("arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl"),
      undefined,
    );
  });
});

describe("modelIdHint", () => {
  const account = "arn:aws:bedrock:us-east-1:123456789012:";
  for (const id of [
    "anthropic.claude-sonnet-4-5-20250929-v1:0",
    "my_endpoint-1",
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-tg1-large",
    `${account}custom-model/amazon.titan/abcdefghijkl`,
    `${account}custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl`,
    `${account}custom-model/imported/abcdefghijkl`,
    `${account}imported-model/abcdefghijkl`,
    `${account}provisioned-model/abcdefghijkl`,
    `${account}custom-model-deployment/abcdefghijkl`,
    `${account}inference-profile/us.anthropic.claude-x-v1:0`,
    `${account}application-inference-profile/abc`,
    `${account}prompt/ABCDEFGHIJ:12`,
    `${account}default-prompt-router/anthropic.claude:1`,
    "arn:aws:sagemaker:us-east-1:123456789012:endpoint/quick-start",
  ])
    it(`has nothing to say about ${id}`, () => {
      assert.equal(modelIdHint(id), undefined);
    });
  for (const id of [
    "",
    " anthropic.claude-x",
    "anthropic/claude",
    "a b",
    "arn:aws:bedrock:us-east-1:1:imported-model/x",
    "a".repeat(2049),
  ])
    it(`hints at ${id.slice(0, 40) || "(empty)"}`, () => {
      assert.ok(modelIdHint(id));
    });

  it("answers at once to a long id that almost fits", () => {
    assert.ok(modelIdHint(`${"a-".repeat(1000)}!`));
  });
});
