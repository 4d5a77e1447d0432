import { denied, iam, testTable } from "./diagnosisTable.ts";

const model = (region: string) => `arn:aws:bedrock:${region}::foundation-model/m.x-v1:0`;
const noAction = "because no identity-based policy allows the bedrock:InvokeModel action";
const why = "whyDenied m.x-v1:0";

describe("the diagnosis of a permission that IAM denies", () => {
  testTable([
    [
      "a missing permission",
      denied(iam("bedrock:InvokeModel", model("eu-west-1"), noAction)),
      {
        reason: "permissionMissing",
        params: {
          denied: {
            action: "bedrock:InvokeModel",
            resource: "arn:aws:bedrock:eu-west-1::foundation-model/m.x-v1:0",
          },
          about: "model",
          crossRegion: false,
        },
      },
      ["switchProfile", why, "link troubleshooting"],
    ],
    [
      "a missing permission to stream",
      denied(iam("bedrock:InvokeModelWithResponseStream", model("eu-west-1"))),
      {
        reason: "permissionMissing",
        params: {
          denied: {
            action: "bedrock:InvokeModelWithResponseStream",
            resource: "arn:aws:bedrock:eu-west-1::foundation-model/m.x-v1:0",
          },
          about: "model",
          crossRegion: false,
        },
      },
      ["switchProfile", why, "link troubleshooting"],
    ],
    [
      "a permission missing in another region of a profile",
      denied(iam("bedrock:InvokeModel", model("eu-north-1")), { modelId: "eu.m.x-v1:0" }),
      {
        reason: "permissionMissing",
        params: {
          denied: {
            action: "bedrock:InvokeModel",
            resource: "arn:aws:bedrock:eu-north-1::foundation-model/m.x-v1:0",
          },
          about: "model",
          crossRegion: true,
        },
      },
      ["switchProfile", "whyDenied eu.m.x-v1:0", "link troubleshooting"],
    ],
    [
      "a missing permission for the guardrail",
      denied(iam("bedrock:ApplyGuardrail", "arn:aws:bedrock:eu-west-1:1:guardrail/g")),
      {
        reason: "permissionMissing",
        params: {
          denied: {
            action: "bedrock:ApplyGuardrail",
            resource: "arn:aws:bedrock:eu-west-1:1:guardrail/g",
          },
          about: "guardrail",
          crossRegion: false,
        },
      },
      ["switchProfile", "link troubleshooting"],
    ],
    [
      "a missing permission for API keys",
      denied(iam("bedrock:CallWithBearerToken", "arn:aws:bedrock:eu-west-1:1:*")),
      {
        reason: "permissionMissing",
        params: {
          denied: {
            action: "bedrock:CallWithBearerToken",
            resource: "arn:aws:bedrock:eu-west-1:1:*",
          },
          about: "apiKey",
          crossRegion: false,
        },
      },
      ["switchProfile", "link troubleshooting"],
    ],
    [
      "a service control policy",
      denied(
        iam(
          "bedrock:InvokeModel",
          model("eu-west-1"),
          "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/p",
        ),
      ),
      {
        reason: "explicitlyDenied",
        params: {
          denied: {
            action: "bedrock:InvokeModel",
            resource: "arn:aws:bedrock:eu-west-1::foundation-model/m.x-v1:0",
          },
          policy: "service control policy",
          sentTo: undefined,
        },
      },
      ["switchProfile", "switchRegion", "link troubleshooting"],
    ],
    [
      "a policy that forbids regions to a global profile",
      denied(
        iam("bedrock:InvokeModel", model(""), "with an explicit deny in a service control policy"),
      ),
      {
        reason: "explicitlyDenied",
        params: {
          denied: {
            action: "bedrock:InvokeModel",
            resource: "arn:aws:bedrock:::foundation-model/m.x-v1:0",
          },
          policy: "service control policy",
          sentTo: "any",
        },
      },
      ["chooseModel", "switchProfile", "switchRegion", "link troubleshooting"],
    ],
    [
      "a permissions boundary",
      denied(
        iam(
          "bedrock:InvokeModel",
          model("eu-west-1"),
          "with an explicit deny in a permissions boundary",
        ),
      ),
      {
        reason: "explicitlyDenied",
        params: {
          denied: {
            action: "bedrock:InvokeModel",
            resource: "arn:aws:bedrock:eu-west-1::foundation-model/m.x-v1:0",
          },
          policy: "permissions boundary",
          sentTo: undefined,
        },
      },
      ["switchProfile", "switchRegion", "link troubleshooting"],
    ],
    [
      "a missing permission of a role whose name holds the words of other causes",
      denied(
        iam("bedrock:InvokeModel", model("eu-west-1")).replace(
          "assumed-role/Dev/me",
          "assumed-role/marketplace-legacy-api-key-team/me",
        ),
      ),
      {
        reason: "permissionMissing",
        params: {
          denied: { action: "bedrock:InvokeModel", resource: model("eu-west-1") },
          about: "model",
          crossRegion: false,
        },
      },
      ["switchProfile", why, "link troubleshooting"],
    ],
  ]);
});
