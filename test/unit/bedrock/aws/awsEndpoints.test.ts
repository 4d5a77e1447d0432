import assert from "node:assert/strict";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import { controlPlaneEndpoint, runtimeEndpoint } from "../../../../src/bedrock/engine.ts";
import { contextFor } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";

const config = `
[profile fips]
use_fips_endpoint = true
[profile dual]
use_dualstack_endpoint = True
[profile own]
endpoint_url = https://general.example
[profile svc]
services = mine
[services mine]
bedrock =
  endpoint_url = https://lists.example
bedrock_runtime =
  endpoint_url = https://runtime.example
`;

type Changes = Partial<Connection>;
const profile = (name: string): Changes => ({ credentials: { kind: "profile", profile: name } });
const fips = { useFips: true };
const dual = { useDualstack: true };

describe("endpoints of AWS", () => {
  let home: AwsHome;
  before(async () => (home = await useAwsHome({ config })));
  after(() => home.restore());

  const connection = (changes: Changes) => ({
    region: "us-east-1",
    ...changes,
  });
  const context = (changes: Changes, env: Record<string, string>) =>
    contextFor(changes, { HOME: home.path, ...env });
  const runtime = async (changes: Changes, env: Record<string, string> = {}) =>
    runtimeEndpoint(connection(changes), await context(changes, env));
  const lists = async (changes: Changes, env: Record<string, string> = {}) =>
    controlPlaneEndpoint(connection(changes), await context(changes, env));

  // Both services, by region and switches; each host once more must be known as AWS's when it is typed in.
  const hosts: readonly (readonly [string, Changes, string])[] = [
    ["us-east-1", {}, "us-east-1.amazonaws.com"],
    ["us-east-1", fips, "-fips us-east-1.amazonaws.com"],
    ["us-east-1", dual, "us-east-1.api.aws"],
    ["us-east-1", { ...fips, ...dual }, "-fips us-east-1.api.aws"],
    ["cn-north-1", {}, "cn-north-1.amazonaws.com.cn"],
    ["cn-north-1", dual, "cn-north-1.api.amazonwebservices.com.cn"],
    ["cn-northwest-1", fips, "-fips cn-northwest-1.amazonaws.com.cn"],
    ["us-gov-west-1", {}, "us-gov-west-1.amazonaws.com"],
    ["us-gov-west-1", fips, "-fips us-gov-west-1.amazonaws.com"],
    ["us-gov-east-1", { ...fips, ...dual }, "-fips us-gov-east-1.api.aws"],
    ["us-iso-east-1", {}, "us-iso-east-1.c2s.ic.gov"],
    ["us-isob-east-1", fips, "-fips us-isob-east-1.sc2s.sgov.gov"],
    ["eu-isoe-west-1", {}, "eu-isoe-west-1.cloud.adc-e.uk"],
    ["eusc-de-east-1", {}, "eusc-de-east-1.amazonaws.eu"],
    ["xx-new-7", {}, "xx-new-7.amazonaws.com"],
  ];
  for (const [region, switches, host] of hosts) {
    it(`${region} with ${JSON.stringify(switches)}: ${host}`, async () => {
      const [suffix, domain] = host.startsWith("-fips ") ? ["-fips", host.slice(6)] : ["", host];
      for (const [find, service] of [
        [runtime, "bedrock-runtime"],
        [lists, "bedrock"],
      ] as const) {
        const found = await find({ region, ...switches });
        assert.ok(found.ok);
        assert.equal(found.url, `https://${service}${suffix}.${domain}`);
        assert.deepEqual([found.source, found.isAws, found.note], ["AWS", true, undefined]);
      }
      const typed = await runtime({ endpointUrl: `https://bedrock-runtime${suffix}.${domain}` });
      assert.ok(typed.ok && typed.isAws);
    });
  }

  it("the control plane's host is not taken for the runtime's, nor a stranger's for either", async () => {
    for (const url of [
      "https://bedrock.us-east-1.amazonaws.com",
      "https://bedrock-runtime.us-east-1.api.aws.example",
      "https://x.bedrock-runtime.us-east-1.amazonaws.com",
      "https://bedrock-runtime.us-east-1.elb.amazonaws.com",
    ]) {
      const found = await runtime({ endpointUrl: url });
      assert.ok(found.ok && !found.isAws, url);
    }
  });

  const switches: readonly (readonly [string, Changes, Record<string, string>, string])[] = [
    ["the profile", profile("fips"), {}, "bedrock-runtime-fips.us-east-1.amazonaws.com"],
    ["the profile, dual-stack", profile("dual"), {}, "bedrock-runtime.us-east-1.api.aws"],
    [
      "the environment before the profile",
      profile("fips"),
      { AWS_USE_FIPS_ENDPOINT: "false", AWS_USE_DUALSTACK_ENDPOINT: "TRUE" },
      "bedrock-runtime.us-east-1.api.aws",
    ],
    [
      "the user before both",
      { ...profile("fips"), useFips: false, useDualstack: false },
      { AWS_USE_FIPS_ENDPOINT: "true", AWS_USE_DUALSTACK_ENDPOINT: "true" },
      "bedrock-runtime.us-east-1.amazonaws.com",
    ],
  ];
  for (const [what, changes, env, host] of switches) {
    it(`FIPS and dual-stack: ${what}`, async () => {
      const found = await runtime(changes, env);
      assert.equal(found.ok && found.host, host);
    });
  }

  it("an endpoint URL is used as it is beside FIPS and dual-stack, and that is said", async () => {
    const chosen = { endpointUrl: "https://gate.example" };
    const both = await runtime({ ...chosen, ...fips, ...dual });
    assert.ok(both.ok);
    assert.equal(both.url, "https://gate.example");
    assert.match(both.note ?? "", /^FIPS and dual-stack are ignored/);
    const configured = await runtime(fips, { AWS_ENDPOINT_URL: "https://gate.example" });
    assert.ok(configured.ok);
    assert.match(configured.note ?? "", /^FIPS is ignored/);
    const plain = await runtime(chosen);
    assert.ok(plain.ok && plain.note === undefined);
  });

  const controlPlanes: readonly (readonly [
    string,
    Changes,
    Record<string, string>,
    string,
    string,
  ])[] = [
    [
      "the chosen one before all others",
      { ...profile("svc"), controlPlaneUrl: "https://mine.example", endpointUrl: "http://[::1]:1" },
      { AWS_ENDPOINT_URL_BEDROCK: "https://env.example" },
      "https://mine.example",
      "chosen",
    ],
    [
      "a runtime endpoint on this machine serves both",
      { endpointUrl: "http://127.0.0.1:4599" },
      { AWS_ENDPOINT_URL_BEDROCK: "https://env.example" },
      "http://127.0.0.1:4599",
      "chosen",
    ],
    [
      "a runtime endpoint elsewhere does not",
      { endpointUrl: "https://gate.example" },
      {},
      "https://bedrock.us-east-1.amazonaws.com",
      "AWS",
    ],
    [
      "its own variable, not the runtime's",
      profile("svc"),
      {
        AWS_ENDPOINT_URL_BEDROCK: "https://env.example",
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "https://runtime-env.example",
        AWS_ENDPOINT_URL: "https://all.example",
      },
      "https://env.example",
      "AWS_ENDPOINT_URL_BEDROCK",
    ],
    [
      "the general variable",
      profile("svc"),
      { AWS_ENDPOINT_URL: "https://all.example" },
      "https://all.example",
      "AWS_ENDPOINT_URL",
    ],
    ["the services section", profile("svc"), {}, "https://lists.example", "profile svc"],
    ["the profile", profile("own"), {}, "https://general.example", "profile own"],
    [
      "none of the runtime's variable",
      {},
      { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "http://127.0.0.1:1" },
      "https://bedrock.us-east-1.amazonaws.com",
      "AWS",
    ],
  ];
  for (const [what, changes, env, url, source] of controlPlanes) {
    it(`control plane: ${what}`, async () => {
      const found = await lists(changes, env);
      assert.ok(found.ok);
      assert.deepEqual([found.url, found.source], [url, source]);
    });
  }

  it("control plane: refused where it is not encrypted, holds a password, or is no URL", async () => {
    for (const controlPlaneUrl of [
      "http://10.0.0.1",
      "https://u:p@gate.example",
      "gate",
      "ftp://x",
    ]) {
      const found = await lists({ controlPlaneUrl });
      assert.equal(found.ok ? "" : found.error.name, "EndpointInvalid");
    }
  });
});
