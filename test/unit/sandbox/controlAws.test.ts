import assert from "node:assert/strict";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { leaveOut } from "../../fakes/summary.ts";
import type { Json } from "./client.ts";
import type { Ended } from "./programs.ts";
import { inTemporaryFolder, isHere, run } from "./programs.ts";

/** A call of the AWS CLI, the member that its answer's list is in, and how many entries it has at least. */
const lists: readonly (readonly [string, string, number])[] = [
  ["list-foundation-models", "modelSummaries", 60],
  ["list-inference-profiles --type-equals SYSTEM_DEFINED", "inferenceProfileSummaries", 40],
  ["list-inference-profiles --type-equals APPLICATION", "inferenceProfileSummaries", 1],
  ["list-custom-models", "modelSummaries", 1],
  ["list-custom-model-deployments", "modelDeploymentSummaries", 2],
  ["list-provisioned-model-throughputs", "provisionedModelSummaries", 1],
  ["list-imported-models", "modelSummaries", 1],
  ["list-prompt-routers", "promptRouterSummaries", 1],
  ["list-marketplace-model-endpoints", "marketplaceModelEndpoints", 1],
  ["list-guardrails", "guardrails", 1],
];

/** Calls for one resource, as the lists name it, and what their answer holds. */
const ones: readonly (readonly [string, RegExp])[] = [
  [
    "get-inference-profile --inference-profile-identifier us.amazon.nova-lite-v1:0",
    /foundation-model\/amazon\.nova-lite-v1:0/,
  ],
  [
    "get-provisioned-model-throughput --provisioned-model-id arn:aws:bedrock:us-east-1:123456789012:provisioned-model/sandboxprov1",
    /foundation-model\/amazon\.nova-pro-v1:0"/,
  ],
  [
    "get-custom-model-deployment --custom-model-deployment-identifier arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/sandboxdepl1",
    /custom-model\/amazon\.nova-lite/,
  ],
  [
    "get-prompt-router --prompt-router-arn arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/anthropic.claude:1",
    /inference-profile\/us\.anthropic/,
  ],
  [
    "get-foundation-model-availability --model-id anthropic.claude-sonnet-5",
    /"entitlementAvailability": "NOT_AVAILABLE"/,
  ],
  ["get-guardrail --guardrail-identifier sandbox", /"status": "READY"/],
];

if (isHere("aws", ["--version"]))
  describe("the AWS CLI on the sandbox's lists", function () {
    this.timeout(120_000);
    let sandbox: Sandbox;
    before(async () => {
      sandbox = await startSandbox({ withoutAccess: ["us.anthropic.claude-sonnet-5"] });
    });
    after(() => sandbox.close());
    const bedrock = (words: string, url = sandbox.url): Promise<Ended> =>
      inTemporaryFolder((home) =>
        run("aws", ["bedrock", ...words.split(" "), "--endpoint-url", url], home),
      );
    const entries = async (words: string, member: string): Promise<Json[]> => {
      const { code, stdout, stderr } = await bedrock(words);
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout)[member];
    };

    for (const [words, member, least] of lists)
      it(words, async () => {
        const found = await entries(words, member);
        assert.ok(found.length >= least, `${found.length} entries`);
      });

    it("goes through all pages", async () => {
      const words = "list-inference-profiles --type-equals SYSTEM_DEFINED --page-size 20";
      const found = await entries(words, "inferenceProfileSummaries");
      const ids = new Set(found.map(({ inferenceProfileId }) => inferenceProfileId));
      assert.ok(ids.size > 40 && ids.size === found.length);
    });

    for (const [words, expected] of ones)
      it(words.split(" ", 1)[0] ?? "", async () => {
        const { code, stdout, stderr } = await bedrock(words);
        assert.equal(code, 0, stderr);
        assert.match(stdout, expected);
      });

    it("is denied what the sandbox is to deny, in the service's own words", async () => {
      const strict = await startSandbox({ deny: ["ListCustomModels"] });
      try {
        const { code, stderr } = await bedrock("list-custom-models", strict.url);
        assert.notEqual(code, 0);
        assert.match(stderr, /AccessDeniedException.*ListCustomModels.*not authorized to perform/);
        assert.equal((await bedrock("list-imported-models", strict.url)).code, 0);
      } finally {
        await strict.close();
      }
    });
  });
else leaveOut(import.meta.filename, "the AWS CLI is not installed");
