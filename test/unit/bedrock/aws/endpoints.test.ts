import assert from "node:assert/strict";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import { runtimeEndpoint } from "../../../../src/bedrock/engine.ts";
import { contextFor } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { config, credentials } from "../../../fakes/awsProfiles.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import { invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

function profile(name: string) {
  return { credentials: { kind: "profile", profile: name } } as const;
}

describe("endpoints", () => {
  let home: AwsHome;
  before(async () => (home = await useAwsHome({ config, credentials })));
  after(() => home.restore());
  const env = (more: Record<string, string> = {}) => ({ HOME: home.path, ...more });

  const place = async (changes: Partial<Connection>, variables: Record<string, string> = {}) =>
    runtimeEndpoint({ region: "us-east-1", ...changes }, await contextFor(changes, env(variables)));

  const endpoints: readonly (readonly [
    string,
    Partial<Connection>,
    Record<string, string>,
    string,
    string,
    boolean,
  ])[] = [
    ["AWS's own", {}, {}, "https://bedrock-runtime.us-east-1.amazonaws.com", "AWS", true],
    [
      "China's",
      { region: "cn-north-1" },
      {},
      "https://bedrock-runtime.cn-north-1.amazonaws.com.cn",
      "AWS",
      true,
    ],
    [
      "GovCloud's",
      { region: "us-gov-west-1" },
      {},
      "https://bedrock-runtime.us-gov-west-1.amazonaws.com",
      "AWS",
      true,
    ],
    [
      "FIPS of a profile",
      profile("fips"),
      {},
      "https://bedrock-runtime-fips.us-east-1.amazonaws.com",
      "AWS",
      true,
    ],
    [
      "FIPS of the environment",
      {},
      { AWS_USE_FIPS_ENDPOINT: "true" },
      "https://bedrock-runtime-fips.us-east-1.amazonaws.com",
      "AWS",
      true,
    ],
    [
      "a chosen one",
      { endpointUrl: "https://gate.example/base/" },
      { AWS_ENDPOINT_URL: "https://env.example" },
      "https://gate.example/base",
      "chosen",
      false,
    ],
    [
      "the service's variable before the general one",
      {},
      {
        AWS_ENDPOINT_URL: "https://env.example",
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "https://own.example",
      },
      "https://own.example",
      "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
      false,
    ],
    [
      "the general variable",
      profile("dev"),
      { AWS_ENDPOINT_URL: "https://env.example" },
      "https://env.example",
      "AWS_ENDPOINT_URL",
      false,
    ],
    [
      "a picked profile's",
      profile("dev"),
      { AWS_PROFILE: "svc" },
      "https://dev.example",
      "profile dev",
      false,
    ],
    [
      "a picked profile's services section",
      profile("svc"),
      { AWS_PROFILE: "dev" },
      "https://services.example:8443",
      "profile svc",
      false,
    ],
    [
      "none of AWS_PROFILE's beside a picked profile",
      profile("keys"),
      { AWS_PROFILE: "dev" },
      "https://bedrock-runtime.us-east-1.amazonaws.com",
      "AWS",
      true,
    ],
    [
      "configured ones ignored on demand",
      profile("dev"),
      { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
      "https://bedrock-runtime.us-east-1.amazonaws.com",
      "AWS",
      true,
    ],
    [
      "http on this machine",
      { endpointUrl: "http://localhost:4599" },
      {},
      "http://localhost:4599",
      "chosen",
      false,
    ],
    [
      "a stranger's bucket is not AWS's Bedrock",
      { endpointUrl: "https://bedrock-runtime.s3.amazonaws.com.evil.example" },
      {},
      "https://bedrock-runtime.s3.amazonaws.com.evil.example",
      "chosen",
      false,
    ],
    [
      "a VPC endpoint",
      { endpointUrl: "https://vpce-0a-1b.bedrock-runtime.us-east-1.vpce.amazonaws.com" },
      {},
      "https://vpce-0a-1b.bedrock-runtime.us-east-1.vpce.amazonaws.com",
      "chosen",
      true,
    ],
  ];
  it("endpoint: the default profile's where AWS_PROFILE is empty", async () => {
    await home.write("config", "[default]\nendpoint_url = https://default.example\n");
    const found = await place({}, { AWS_PROFILE: "" });
    await home.write("config", config);
    assert.equal(found.ok && found.url, "https://default.example");
  });

  for (const [what, changes, variables, url, source, isAws] of endpoints) {
    it(`endpoint: ${what}`, async () => {
      const found = await place(changes, variables);
      assert.ok(found.ok);
      assert.deepEqual(
        [found.url, found.source, found.isAws, found.host],
        [url, source, isAws, new URL(url).host],
      );
    });
  }

  for (const endpointUrl of [
    "ftp://x",
    "http://10.0.0.1:8080",
    "http://localhost.evil.example",
    "gate.example",
    "https://user:pass@gate.example",
    "file:///etc/passwd",
  ]) {
    it(`endpoint: ${endpointUrl} is refused, and its secrets not repeated`, async () => {
      const found = await place({ endpointUrl });
      assert.ok(!found.ok);
      assert.equal(found.error.name, "EndpointInvalid");
      assert.doesNotMatch(found.error.message, /pass@/);
    });
  }

  it("a picked profile's endpoint_url is where the request goes", () =>
    withFaultServer(json(200, {}), async ({ url, requests }) => {
      await home.write(
        "config",
        `${config}\n[profile local]\nendpoint_url = ${url}\naws_access_key_id = A\naws_secret_access_key = B\n`,
      );
      const { endpointUrl: _none, ...connection } = unsigned("");
      const told = await invokeOnce(plainCall, { ...connection, ...profile("local") });
      assert.equal(told.final.type, "finished");
      assert.equal(requests.length, 1);
    }));
});
