import assert from "node:assert/strict";
import { listModels } from "../../../../src/bedrock/controlPlane/catalog/catalog.ts";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import { mergeLiveModels } from "../../../../src/core/models/liveModelGroups.ts";
import type { LiveModelsPart, ModelList } from "../../../../src/core/models/liveModels.ts";
import { modelLists } from "../../../../src/core/models/liveModels.ts";
import type { SandboxOptions } from "../../../../src/sandbox/server.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { exception, json, withFaultServer } from "../../../fakes/faultServer.ts";
import { unsigned } from "../../../fakes/invokeOnce.ts";

const never = new AbortController().signal;

/** The lists of a sandbox of its own. */
async function ofSandbox(options: SandboxOptions, changes: Partial<Connection> = {}) {
  const sandbox = await startSandbox(options);
  const told: LiveModelsPart[] = [];
  const connection = unsigned(sandbox.url, { maxAttempts: 1, ...changes });
  try {
    const onPart = (part: LiveModelsPart) => told.push(part);
    return { ...(await listModels(connection, { signal: never, onPart })), told };
  } finally {
    await sandbox.close();
  }
}

function partOf(parts: readonly LiveModelsPart[], list: ModelList): LiveModelsPart {
  const part = parts.find((each) => each.list === list);
  assert.ok(part, list);
  return part;
}

/** Which list a request asks for, by its path. */
const paths: Readonly<Record<ModelList, string>> = {
  ListFoundationModels: "/foundation-models",
  ListInferenceProfiles: "/inference-profiles",
  ListCustomModels: "/custom-models",
  ListCustomModelDeployments: "/model-customization/custom-model-deployments",
  ListProvisionedModelThroughputs: "/provisioned-model-throughputs",
  ListImportedModels: "/imported-models",
  ListPromptRouters: "/prompt-routers",
  ListMarketplaceModelEndpoints: "/marketplace-model/endpoints",
};

/** Answers one list in a way of its own, and all others as empty. */
const oneAnswers =
  (list: ModelList, answer: Answer): Answer =>
  (response, request, attempt) =>
    (request.path.split("?", 1)[0] === paths[list] ? answer : json(200, {}))(
      response,
      request,
      attempt,
    );

const importedPage = (path: string): unknown => {
  const query = new URL(path, "http://x").searchParams;
  const at = Number(query.get("nextToken") ?? 0);
  const entries = [0, 1].map((each) => ({
    modelArn: `arn:aws:bedrock:us-east-1:123456789012:imported-model/${String(at).padStart(11, "0")}${each}`,
    modelName: `m${at}`,
    creationTime: "2026-01-01T00:00:00Z",
  }));
  return { modelSummaries: entries, ...(at < 11 ? { nextToken: String(at + 1) } : {}) };
};

describe("the live lists of models", () => {
  it("come in full from the sandbox: each list one part, told as it comes", async () => {
    const { parts, failure, told } = await ofSandbox({});
    assert.equal(failure, undefined);
    assert.deepEqual(
      parts.map(({ list }) => list),
      modelLists,
    );
    assert.deepEqual(new Set(told), new Set(parts));
    assert.deepEqual(
      mergeLiveModels(parts, Date.now()).map(({ title }) => title),
      [
        "Inference profiles",
        "Foundation models on demand",
        "Application profiles",
        "Custom models",
        "Custom deployments",
        "Provisioned throughput",
        "Imported models",
        "Prompt routers",
        "Marketplace endpoints",
        "Foundation models, not on demand",
      ],
    );
    assert.deepEqual(partOf(parts, "ListFoundationModels").models[0], {
      kind: "foundationModel",
      modelId: "anthropic.claude-opus-5-5",
      name: "Claude Opus 5.5",
      provider: "Anthropic",
      inputModalities: ["TEXT", "IMAGE"],
      outputModalities: ["TEXT"],
      streaming: true,
      inferenceTypes: ["INFERENCE_PROFILE"],
      status: "ACTIVE",
      legacyTime: undefined,
      endOfLifeTime: undefined,
      baseModelIds: [],
    });
  });

  it("name what stands in a request, and the foundation models behind it", async () => {
    const { parts } = await ofSandbox({}, { region: "eu-west-1" });
    const mine = "arn:aws:bedrock:us-east-1:123456789012:";
    const shown = (list: ModelList, at = 0) => {
      const { modelId, name, status, baseModelIds } = partOf(parts, list).models.at(at) ?? {};
      return [modelId, name, status, baseModelIds];
    };
    const nova = ["amazon.nova-lite-v1:0"];
    assert.deepEqual(shown("ListInferenceProfiles", -1), [
      `${mine}application-inference-profile/sandboxprof1`,
      "sandbox-team",
      "ACTIVE",
      nova,
    ]);
    assert.deepEqual(shown("ListCustomModels"), [
      `${mine}custom-model/amazon.nova-lite-v1:0:300k/sandboxtune1`,
      "sandbox-tuned",
      "Active",
      nova,
    ]);
    assert.deepEqual(shown("ListCustomModelDeployments", 1), [
      `${mine}custom-model-deployment/sandboxdepl2`,
      "sandbox-tuned-next",
      "Creating",
      ["amazon.nova-lite-v1:0:300k"],
    ]);
    assert.deepEqual(shown("ListProvisionedModelThroughputs"), [
      `${mine}provisioned-model/sandboxprov1`,
      "sandbox-throughput",
      "InService",
      ["amazon.nova-pro-v1:0"],
    ]);
    assert.deepEqual(shown("ListImportedModels"), [
      `${mine}imported-model/sandboximpo1`,
      "sandbox-imported",
      undefined,
      [],
    ]);
    assert.deepEqual(shown("ListPromptRouters"), [
      `${mine}default-prompt-router/anthropic.claude:1`,
      "Anthropic Prompt Router",
      "AVAILABLE",
      ["anthropic.claude-sonnet-5", "anthropic.claude-haiku-4-5-20251001-v1:0"],
    ]);
    assert.deepEqual(shown("ListMarketplaceModelEndpoints"), [
      "arn:aws:sagemaker:us-east-1:123456789012:endpoint/sandbox-endpoint",
      "sandbox-chat (sandbox-endpoint)",
      "REGISTERED",
      [],
    ]);
  });

  it("come with 600 foundation models", async () => {
    const { parts } = await ofSandbox({ models: 600 });
    assert.equal(partOf(parts, "ListFoundationModels").models.length, 600);
  });

  it("ask for both types of profiles", async () => {
    await withFaultServer(json(200, {}), async ({ url, requests }) => {
      await listModels(unsigned(url), { signal: never });
      const asked = requests.map(({ path }) => path).filter((path) => path.includes("type="));
      assert.deepEqual(
        new Set(asked.map((path) => new URL(path, url).searchParams.get("type"))),
        new Set(["APPLICATION", "SYSTEM_DEFINED"]),
      );
      assert.equal(asked.length, 2);
      assert.equal(requests.length, modelLists.length + 1);
    });
  });

  for (const list of modelLists)
    it(`go on where ${list} is denied`, async () => {
      const { parts, failure } = await ofSandbox({ deny: [list] });
      assert.equal(failure, undefined);
      const denied = parts.filter(({ error }) => error !== undefined);
      assert.deepEqual(
        denied.map((part) => [part.list, part.error?.name, part.models.length]),
        [[list, "AccessDeniedException", 0]],
      );
      assert.match(denied[0]?.error?.message ?? "", new RegExp(`bedrock:${list} `));
    });

  it("say what to do where all are denied", async () => {
    const { parts, failure, told } = await ofSandbox({ deny: "all" });
    assert.equal(told.length, modelLists.length);
    assert.ok(parts.every(({ error }) => error?.name === "AccessDeniedException"));
    assert.equal(failure?.name, "AccessDeniedException");
    assert.equal(failure.httpStatus, 403);
    assert.equal(failure.reason, "listDenied");
    assert.deepEqual(failure.params, { call: "ListFoundationModels" });
    assert.ok(failure.actions.some(({ id }) => id === "switchProfile"));
  });

  it("read all pages, whatever their order among each other", async () => {
    const answer = oneAnswers("ListImportedModels", (response, request, attempt) =>
      json(200, importedPage(request.path))(response, request, attempt),
    );
    await withFaultServer(answer, async ({ url, requests }) => {
      const { parts } = await listModels(unsigned(url), { signal: never });
      const { models, error } = partOf(parts, "ListImportedModels");
      assert.equal(error, undefined);
      assert.equal(new Set(models.map(({ modelId }) => modelId)).size, 24);
      const asked = requests.filter(({ path }) => path.startsWith("/imported-models"));
      assert.ok(asked.every(({ path }) => path.includes("maxResults=1000")));
    });
  });

  it("keep what had come where pages go round, and where there is no end to them", async () => {
    const entry = { modelArn: "arn:aws:bedrock:us-east-1:1:imported-model/a", modelName: "m" };
    for (const [tokenOf, count] of [
      [() => "again", 2],
      [(attempt: number) => `t${attempt}`, 50],
    ] as const) {
      const answer = oneAnswers("ListImportedModels", (response, request, attempt) =>
        json(200, { modelSummaries: [entry], nextToken: tokenOf(attempt) })(
          response,
          request,
          attempt,
        ),
      );
      await withFaultServer(answer, async ({ url }) => {
        const { parts } = await listModels(unsigned(url), { signal: never });
        const { models, error } = partOf(parts, "ListImportedModels");
        assert.deepEqual([models.length, error?.name], [count, "EndlessPages"]);
      });
    }
  });

  it("keep the first pages where a later one is refused", async () => {
    const entry = { modelArn: "arn:aws:bedrock:us-east-1:1:imported-model/a", modelName: "m" };
    const answer = oneAnswers("ListImportedModels", (response, request, attempt) =>
      (request.path.includes("nextToken")
        ? exception(400, "ValidationException")
        : json(200, { modelSummaries: [entry], nextToken: "2" }))(response, request, attempt),
    );
    await withFaultServer(answer, async ({ url }) => {
      const { parts, failure } = await listModels(unsigned(url), { signal: never });
      const { models, error } = partOf(parts, "ListImportedModels");
      assert.deepEqual(
        [models.length, error?.name, failure],
        [1, "ValidationException", undefined],
      );
    });
  });

  it("sign with the chosen profile's keys for the control plane", async () => {
    const home = await useAwsHome({
      credentials: "[p]\naws_access_key_id = AKIDPICKED\naws_secret_access_key = secretsecret\n",
    });
    try {
      await withFaultServer(json(200, {}), async ({ url, requests }) => {
        const credentials = { kind: "profile", profile: "p" } as const;
        const connection = unsigned(url, { credentials, region: "eu-west-1" });
        const { failure } = await listModels(connection, { signal: never });
        assert.equal(failure, undefined);
        const signed = /Credential=AKIDPICKED\/\d+\/eu-west-1\/bedrock\/aws4_request/;
        for (const { headers } of requests) assert.match(headers["authorization"] ?? "", signed);
      });
    } finally {
      await home.restore();
    }
  });
});
