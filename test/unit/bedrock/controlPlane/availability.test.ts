import assert from "node:assert/strict";
import {
  modelAvailability,
  resolveModel,
} from "../../../../src/bedrock/controlPlane/catalog/catalog.ts";
import { diagnoseDenial } from "../../../../src/core/diagnosis/diagnoseDenial.ts";
import type { Sandbox } from "../../../../src/sandbox/server.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import { unsigned } from "../../../fakes/invokeOnce.ts";

const options = { signal: new AbortController().signal };

async function withSandbox<T>(use: (sandbox: Sandbox) => Promise<T>, deny: readonly string[] = []) {
  const withoutAccess = ["anthropic.claude-sonnet-5"];
  const sandbox = await startSandbox({ withoutAccess, deny });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe("why a model is denied", () => {
  it("is asked of the model behind a profile's id or ARN", async () => {
    await withSandbox(async ({ url }) => {
      for (const id of [
        "anthropic.claude-sonnet-5",
        "us.anthropic.claude-sonnet-5",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-5",
      ]) {
        const answered = await modelAvailability(unsigned(url), id, options);
        assert.deepEqual(answered, {
          ok: true,
          value: {
            modelId: "anthropic.claude-sonnet-5",
            agreement: "NOT_AVAILABLE",
            agreementError: undefined,
            authorization: "AUTHORIZED",
            entitlement: "NOT_AVAILABLE",
            region: "AVAILABLE",
          },
        });
        assert.ok(answered.ok);
        assert.equal(diagnoseDenial(answered.value, "us-east-1").reason, "modelDenied");
      }
    });
  });

  it("is an error with a remedy where the call itself is denied, or the model unknown", async () => {
    await withSandbox(async ({ url }) => {
      const answered = await modelAvailability(unsigned(url), "nobody.knows-it", options);
      assert.equal(answered.ok ? "" : answered.error.name, "ResourceNotFoundException");
    });
    const deny = ["GetFoundationModelAvailability"];
    await withSandbox(async ({ url }) => {
      const answered = await modelAvailability(unsigned(url), "amazon.nova-lite-v1:0", options);
      assert.ok(!answered.ok);
      assert.equal(answered.error.name, "AccessDeniedException");
      assert.equal(answered.error.reason, "listDenied");
    }, deny);
  });
});

describe("the model behind an ARN", () => {
  const mine = "arn:aws:bedrock:us-east-1:123456789012:";
  const cases: readonly (readonly [string, string | undefined])[] = [
    [`${mine}application-inference-profile/sandboxprof1`, "amazon.nova-lite-v1:0"],
    [`${mine}provisioned-model/sandboxprov1`, "amazon.nova-pro-v1:0"],
    [`${mine}custom-model-deployment/sandboxdepl1`, "amazon.nova-lite-v1:0:300k"],
    [`${mine}default-prompt-router/anthropic.claude:1`, "anthropic.claude-sonnet-5"],
    [`${mine}imported-model/sandboximpo1`, undefined],
    ["arn:aws:sagemaker:us-east-1:123456789012:endpoint/sandbox-endpoint", undefined],
    [`${mine}prompt/ABCDEFGHIJ`, undefined],
    [`${mine}provisioned-model/nobody`, undefined],
  ];
  for (const [arn, expected] of cases)
    it(`${arn.slice(mine.length - 13)} is ${expected ?? "not known"}`, async () => {
      await withSandbox(async ({ url }) => {
        assert.equal(await resolveModel(unsigned(url), arn, options), expected);
      });
    });

  it("is read from an id that tells it, and nobody is asked", async () => {
    await withFaultServer(json(200, {}), async ({ url, requests }) => {
      for (const id of [
        "eu.amazon.nova-lite-v1:0",
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
        `${mine}custom-model/amazon.nova-lite-v1:0/abcdefghijkl`,
      ])
        assert.equal(await resolveModel(unsigned(url), id, options), "amazon.nova-lite-v1:0");
      assert.equal(requests.length, 0);
    });
  });

  it("is followed from an imported custom model to its base", async () => {
    const arn = `${mine}custom-model/imported/abcdefghijkl`;
    const baseModelArn = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0";
    await withFaultServer(json(200, { modelArn: arn, baseModelArn }), async ({ url }) => {
      assert.equal(await resolveModel(unsigned(url), arn, options), "amazon.nova-micro-v1:0");
    });
  });

  it("is not known where it may not be asked, goes round, or hangs", async () => {
    const arn = `${mine}provisioned-model/sandboxprov1`;
    await withSandbox(
      async ({ url }) => {
        assert.equal(await resolveModel(unsigned(url), arn, options), undefined);
      },
      ["GetProvisionedModelThroughput"],
    );
    await withFaultServer(json(200, { modelArn: arn }), async ({ url, requests }) => {
      assert.equal(await resolveModel(unsigned(url), arn, options), undefined);
      assert.ok(requests.length <= 3);
    });
    await withFaultServer(
      () => {},
      async ({ url }) => {
        const limited = { ...options, timeoutMs: 200 };
        assert.equal(await resolveModel(unsigned(url), arn, limited), undefined);
      },
    );
  });
});
