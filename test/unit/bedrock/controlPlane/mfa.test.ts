import assert from "node:assert/strict";
import { listModels } from "../../../../src/bedrock/controlPlane/catalog/catalog.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { exception, json, withFaultServer } from "../../../fakes/faultServer.ts";
import { unsigned } from "../../../fakes/invokeOnce.ts";

const { signal } = new AbortController();

/** Gives out a role's keys at POST /, and answers the lists as told. */
const stsAnd =
  (lists: Answer): Answer =>
  (response, request, attempt) => {
    if (request.method !== "POST") return lists(response, request, attempt);
    response.writeHead(200, { "content-type": "text/xml" });
    response.end(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <AssumeRoleResult><Credentials><AccessKeyId>ASIAOFTHEROLE</AccessKeyId>
      <SecretAccessKey>secret-of-the-role</SecretAccessKey><SessionToken>token-of-the-role</SessionToken>
      <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`);
  };

/** A profile whose role wants an MFA code; each test has a role of its own, for roles are kept. */
const config = (role: string) => `[profile p]
role_arn = arn:aws:iam::123456789012:role/${role}
source_profile = source
mfa_serial = arn:aws:iam::123456789012:mfa/me
region = us-east-1
`;
const credentials =
  "[source]\naws_access_key_id = AKIASOURCE\naws_secret_access_key = secretsecret\n";

async function withRole(
  role: string,
  lists: Answer,
  use: (
    url: string,
    requests: readonly { readonly method: string; readonly body: Buffer }[],
  ) => Promise<void>,
): Promise<void> {
  await withFaultServer(stsAnd(lists), async ({ url, requests }) => {
    const files = { config: config(role), credentials };
    const home = await useAwsHome(files, { AWS_ENDPOINT_URL_STS: url });
    try {
      await use(url, requests);
    } finally {
      await home.restore();
    }
  });
}

const connectionTo = (url: string) =>
  unsigned(url, { credentials: { kind: "profile", profile: "p" }, maxAttempts: 1 });

describe("the live lists with a role that wants an MFA code", () => {
  it("ask for it once, and use the role again without asking", async () => {
    await withRole("asked", json(200, {}), async (url, requests) => {
      const serials: string[] = [];
      const mfaCode = (serial: string) => {
        serials.push(serial);
        return Promise.resolve("123456");
      };
      const first = await listModels(connectionTo(url), { signal, mfaCode });
      assert.equal(first.failure, undefined);
      const again = await listModels(connectionTo(url), { signal });
      assert.equal(again.failure, undefined);
      assert.deepEqual(serials, ["arn:aws:iam::123456789012:mfa/me"]);
      const assumed = requests.filter(({ method }) => method === "POST");
      assert.equal(assumed.length, 1);
      assert.match(assumed[0]?.body.toString() ?? "", /TokenCode=123456/);
    });
  });

  it("say that a code is needed where nobody can be asked", async () => {
    await withRole("unasked", json(200, {}), async (url, requests) => {
      const { failure } = await listModels(connectionTo(url), { signal });
      assert.equal(failure?.reason, "mfaCodeMissing");
      assert.equal(requests.length, 0);
    });
  });

  it("ask anew where the service refuses the role's keys", async () => {
    await withRole("refused", exception(403, "ExpiredTokenException"), async (url) => {
      let asked = 0;
      const mfaCode = () => Promise.resolve(`${++asked}00000`);
      for (const _ of [1, 2]) {
        const { failure } = await listModels(connectionTo(url), { signal, mfaCode });
        assert.equal(failure?.name, "ExpiredTokenException");
      }
      assert.equal(asked, 2);
    });
  });
});
