import assert from "node:assert/strict";
import { builtInModels } from "../../../src/core/models/catalog.ts";
import { modelIdHint } from "../../../src/core/models/modelId.ts";
import { directiveHelp } from "../../../src/sandbox/directives.ts";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import type { Json } from "./client.ts";

describe("the sandbox's lists", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  after(() => sandbox.close());
  const get = async (path: string, status = 200, headers = {}): Promise<Json> => {
    const response = await fetch(`${sandbox.url}${path}`, { headers });
    assert.equal(response.status, status, path);
    return response.json();
  };

  it("names foundation models and filters them", async () => {
    const { modelSummaries } = await get("/foundation-models");
    assert.ok(modelSummaries.length > 50);
    const claude = modelSummaries.find(
      ({ modelId }: Json) => modelId === "anthropic.claude-opus-5",
    );
    assert.deepEqual(claude.inferenceTypesSupported, ["INFERENCE_PROFILE"]);
    assert.equal(claude.responseStreamingSupported, true);
    assert.equal(claude.modelLifecycle.status, "ACTIVE");
    const { modelSummaries: embedding } = await get(
      "/foundation-models?byProvider=Cohere&byOutputModality=EMBEDDING&byInferenceType=ON_DEMAND",
    );
    assert.deepEqual(
      embedding.map(({ modelId }: Json) => modelId),
      ["cohere.embed-v4:0", "cohere.embed-english-v3", "cohere.embed-multilingual-v3"],
    );
    assert.deepEqual(
      (await get("/foundation-models?byCustomizationType=FINE_TUNING")).modelSummaries,
      [],
    );
  });

  it("says where it is, in the region the request was signed for", async () => {
    const authorization = "AWS4-HMAC-SHA256 Credential=AK/20260101/eu-west-1/bedrock/aws4_request";
    const { modelSummaries } = await get("/foundation-models", 200, { authorization });
    assert.match(modelSummaries[0].modelArn, /^arn:aws:bedrock:eu-west-1::foundation-model\//);
  });

  it("answers for one model and its availability", async () => {
    const { modelDetails } = await get("/foundation-models/amazon.nova-lite-v1%3A0");
    assert.equal(modelDetails.modelName, "Nova Lite");
    const available = await get("/foundation-model-availability/amazon.nova-lite-v1%3A0");
    assert.equal(available.authorizationStatus, "AUTHORIZED");
    await get("/foundation-models/nobody", 404);
  });

  it("pages inference profiles", async () => {
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const page: Json = await get(
        `/inference-profiles?type=SYSTEM_DEFINED&maxResults=7${token ? `&nextToken=${token}` : ""}`,
      );
      assert.ok(page.inferenceProfileSummaries.length <= 7);
      for (const profile of page.inferenceProfileSummaries) ids.push(profile.inferenceProfileId);
      token = page.nextToken;
    } while (token !== undefined);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => builtInModels.some(({ modelId }) => modelId === id)));
    assert.ok(ids.includes("us.anthropic.claude-sonnet-5"));
    await get("/inference-profiles?nextToken=x", 400);
    await get("/inference-profiles?maxResults=0", 400);
  });

  it("resolves a profile to its model", async () => {
    const profile = await get("/inference-profiles/us.anthropic.claude-sonnet-5");
    assert.match(profile.models[0].modelArn, /foundation-model\/anthropic\.claude-sonnet-5$/);
    const byArn = await get(
      `/inference-profiles/${encodeURIComponent(profile.inferenceProfileArn)}`,
    );
    assert.deepEqual(byArn, profile);
    await get("/inference-profiles/us.nobody", 404);
  });

  it("shows its guardrail and its versions", async () => {
    const { guardrails } = await get("/guardrails");
    assert.deepEqual(
      guardrails.map(({ id, version, status }: Json) => [id, version, status]),
      [["sandbox", "DRAFT", "READY"]],
    );
    const versions = await get("/guardrails?guardrailIdentifier=sandbox");
    assert.deepEqual(
      versions.guardrails.map(({ version }: Json) => version),
      ["DRAFT", "1"],
    );
    const guardrail = await get("/guardrails/sandbox?guardrailVersion=1");
    assert.match(guardrail.blockedInputMessaging, /blocked/);
    assert.equal(guardrail.version, "1");
    await get("/guardrails/other", 404);
    await get("/guardrails/sandbox?guardrailVersion=7", 404);
    await get("/guardrails?guardrailIdentifier=other", 404);
  });

  it("has one of each kind that an account makes itself, and answers for each by its ARN", async () => {
    for (const [list, member, arn, one = list] of [
      ["/custom-models", "modelSummaries", "modelArn"],
      [
        "/model-customization/custom-model-deployments",
        "modelDeploymentSummaries",
        "customModelDeploymentArn",
      ],
      [
        "/provisioned-model-throughputs",
        "provisionedModelSummaries",
        "provisionedModelArn",
        "/provisioned-model-throughput",
      ],
      ["/imported-models", "modelSummaries", "modelArn"],
      ["/prompt-routers", "promptRouterSummaries", "promptRouterArn"],
      ["/inference-profiles?type=APPLICATION", "inferenceProfileSummaries", "inferenceProfileArn"],
    ] as const) {
      const [first] = (await get(list))[member];
      assert.equal(modelIdHint(first[arn]), undefined, first[arn]);
      const path = one.split("?", 1)[0];
      const found = await get(`${path}/${encodeURIComponent(first[arn])}`);
      assert.equal(found[arn], first[arn]);
      await get(`${path}/nobody`, 404);
    }
    const [endpoint] = (await get("/marketplace-model/endpoints")).marketplaceModelEndpoints;
    assert.equal(modelIdHint(endpoint.endpointArn), undefined);
    const { marketplaceModelEndpoint } = await get(
      `/marketplace-model/endpoints/${encodeURIComponent(endpoint.endpointArn)}`,
    );
    assert.deepEqual(marketplaceModelEndpoint, endpoint);
  });

  it("pages and filters the lists of the account's own", async () => {
    const path = "/model-customization/custom-model-deployments";
    const first = await get(`${path}?maxResults=1`);
    assert.equal(first.modelDeploymentSummaries.length, 1);
    const second = await get(`${path}?maxResults=1&nextToken=${first.nextToken}`);
    assert.notDeepEqual(second.modelDeploymentSummaries, first.modelDeploymentSummaries);
    assert.equal(second.nextToken, undefined);
    const named = await get(`${path}?nameContains=NEXT`);
    assert.deepEqual(
      named.modelDeploymentSummaries.map(({ status }: Json) => status),
      ["Creating"],
    );
    assert.deepEqual((await get("/prompt-routers?type=custom")).promptRouterSummaries, []);
  });

  it("marks models in their last days, and those that only throughput is sold for", async () => {
    const { modelSummaries } = await get("/foundation-models");
    const legacy = modelSummaries.filter((each: Json) => each.modelLifecycle.status === "LEGACY");
    assert.ok(legacy.length >= 5);
    for (const { modelLifecycle } of legacy) assert.ok(Date.parse(modelLifecycle.endOfLifeTime));
    const sold = await get("/foundation-models?byInferenceType=PROVISIONED");
    assert.ok(sold.modelSummaries.length >= 5);
  });

  it("says at / what it is and every directive", async () => {
    const response = await fetch(sandbox.url);
    const text = await response.text();
    assert.match(text, /It is no\s+model/);
    assert.ok(text.includes(sandbox.url));
    for (const [directive] of directiveHelp) assert.ok(text.includes(directive), directive);
  });

  it("has no other operation", async () => {
    assert.match((await get("/model/x/converse", 404)).message, /no such operation/);
    assert.match((await get("/%zz", 404)).message, /no such operation/);
    const put = await fetch(sandbox.url, { method: "PUT", body: "x" });
    assert.equal(put.status, 404);
    assert.match(put.headers.get("x-amzn-errortype") ?? "", /^UnknownOperationException:/);
  });

  it("cannot be started twice on a port", async () => {
    await assert.rejects(startSandbox({ port: sandbox.port }), { code: "EADDRINUSE" });
  });
});
