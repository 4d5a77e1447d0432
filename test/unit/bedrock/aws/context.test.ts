import assert from "node:assert/strict";
import { chmod, copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { resolveRegion, runtimeEndpoint } from "../../../../src/bedrock/engine.ts";
import type { Sandbox } from "../../../../src/sandbox/server.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";
import { contextFor, contextOfProfile } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { startUrl, writeSsoToken } from "../../../fakes/awsSignIn.ts";
import { keys } from "../../../fakes/credentialCell.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

const fixtures = join(import.meta.dirname, "../../../fixtures/awsFiles");
const fixture = (name: string) => readFile(join(fixtures, name), "utf8");

/** Who signed a request, for which region, and with which session token. */
async function signedBy(profile: string | undefined, chosen?: string): Promise<string> {
  const region = resolveRegion({ chosen }, await contextOfProfile(profile));
  assert.ok(region.ok, JSON.stringify(region));
  return withFaultServer(json(200, { ok: true }), async ({ url, requests }) => {
    const credentials =
      profile === undefined
        ? ({ kind: "default" } as const)
        : ({ kind: "profile", profile } as const);
    const told = await invokeOnce(plainCall, unsigned(url, { credentials, region: region.region }));
    assert.equal(told.final.type, "finished", JSON.stringify(told.final));
    const { headers } = requests[0] ?? assert.fail("nothing was sent");
    const [, id, where] =
      /Credential=([^/]+)\/\d+\/([^/]+)/.exec(headers["authorization"] ?? "") ?? [];
    return [id, where, headers["x-amz-security-token"] ?? []].flat().join(" ");
  });
}

describe("the AWS settings of a send", () => {
  let home: AwsHome;
  beforeEach(async () => {
    home = await useAwsHome();
    const config = await fixture("config");
    await copyFile(join(fixtures, "helper.sh"), join(home.path, "helper.sh"));
    await chmod(join(home.path, "helper.sh"), 0o755);
    await home.write("config", config.replaceAll("DIR", home.path));
    await home.write("credentials", await fixture("credentials"));
  });
  afterEach(() => home.restore());

  const profiles: readonly (readonly [string, string])[] = [
    ["Dev Account", "AKIABLANK eu-west-1"],
    ["café", "AKIAACCENT eu-west-1"],
    ["dev (old)", "AKIAPAREN eu-west-1"],
    ["two", "AKIATWOBLANKS eu-west-1"],
    ["upper", "AKIAUPPER eu-west-1"],
    ["colon", "AKIACOLON eu-west-1"],
    ["process", "AKIAPROC eu-west-1"],
    ["token", "ASIAEXAMPLE eu-west-1 file-token"],
  ];
  for (const [profile, signs] of profiles)
    it(`sign as ${profile}`, async () => assert.equal(await signedBy(profile), signs));

  it("sign as a profile of the credentials file alone", async () => {
    assert.equal(await signedBy("My Keys", "eu-north-1"), "AKIACREDS eu-north-1");
  });

  it("find an SSO session whose name has a blank where it is quoted, as the AWS CLI", async () => {
    const missing = await invokeOnce(
      plainCall,
      unsigned("http://127.0.0.1:1", { credentials: { kind: "profile", profile: "sso blank" } }),
    );
    const correct = 'sso-session "my org"';
    const finding = {
      kind: "sectionMisnamed",
      section: "sso-session my org",
      path: join(home.path, ".aws", "config"),
      correct,
    };
    assert.equal(errorOf(missing).reason, "ssoSessionMissing");
    assert.deepEqual(errorOf(missing).params, { section: correct, finding });
    const sandbox: Sandbox = await startSandbox();
    try {
      process.env["AWS_ENDPOINT_URL_SSO"] = sandbox.url;
      const profile = `[profile "sso blank"]\nregion = eu-west-1\nsso_session = my org\nsso_account_id = 123456789012\nsso_role_name = dev\n`;
      await home.write(
        "config",
        `${profile}[sso-session "my org"]\nsso_start_url = ${startUrl}\nsso_region = eu-central-1 # note\n`,
      );
      await writeSsoToken(home.path, "my org", {});
      assert.match(await signedBy("sso blank"), /^ASIA\w+ eu-west-1 /);
    } finally {
      await sandbox.close();
    }
  });

  for (const [variables, signs] of [
    [{ AWS_DEFAULT_PROFILE: "dev" }, "AKIADEV eu-west-1"],
    [{ AWS_DEFAULT_PROFILE: "dev", AWS_PROFILE: "default" }, "AKIADEV eu-west-1"],
    [{ AWS_PROFILE: "dev" }, "AKIADEV eu-west-1"],
    [{ AWS_DEFAULT_PROFILE: "dev", AWS_DEFAULT_REGION: "eu-north-1" }, "AKIADEV eu-north-1"],
    [{}, "AKIADEFAULT us-west-2"],
    [
      { AWS_ACCESS_KEY_ID: "ASIAENV", AWS_SECRET_ACCESS_KEY: "s", AWS_SECURITY_TOKEN: "old" },
      "ASIAENV us-west-2 old",
    ],
  ] as const)
    it(`know ${Object.keys(variables).join(", ") || "the default profile"}`, async () => {
      await home.write("config", await fixture("default-profile.config"));
      Object.assign(process.env, variables);
      assert.equal(await signedBy(undefined), signs);
    });

  it("are those that the connection was made with, whatever the files say by now", () =>
    withFaultServer(json(200, { ok: true }), async ({ url, requests }) => {
      const connection = dev(url);
      await home.write("config", "[profile dev]\n");
      await home.write("credentials", keys("AKIAFIRST", "dev"));
      const context = await contextFor(connection);
      await home.write("credentials", keys("AKIASECOND", "dev"));
      for (const [options, signs] of [
        [{ context }, "AKIAFIRST"],
        [{}, "AKIASECOND"],
      ] as const) {
        const told = await invokeOnce(plainCall, connection, options);
        assert.equal(told.final.type, "finished", JSON.stringify(told.final));
        const sent = requests.at(-1)?.headers["authorization"] ?? "";
        assert.ok(sent.includes(`Credential=${signs}/`), sent);
      }
    }));

  it("leave out a note behind the endpoint of a services section", async () => {
    const services =
      "[services mine]\nbedrock_runtime =\n  endpoint_url = http://localhost:1 # mine\n";
    await home.write("config", `[profile dev]\nregion = eu-west-1\nservices = mine\n${services}`);
    const place = await placeOfDev();
    assert.ok(place.ok, JSON.stringify(place));
    assert.equal(place.url, "http://localhost:1");
  });
});

async function placeOfDev() {
  const connection = { ...dev(""), endpointUrl: undefined };
  return runtimeEndpoint(connection, await contextFor(connection));
}

function dev(url: string) {
  return unsigned(url, { credentials: { kind: "profile", profile: "dev" } });
}
