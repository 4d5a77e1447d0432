import assert from "node:assert/strict";
import * as vscode from "vscode";
import { resetConnection, setVariables, writeAwsFile } from "./awsFiles.ts";
import { loadedFeatures } from "./extension.ts";
import { answering, type Answer } from "./picks.ts";
import { command } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";

const config = `
[default]
region = ap-south-1
[profile alpha]
region = eu-west-1
[profile bare]
aws_access_key_id = AKIABAREBAREBAREBARE
`;

describe("the region and the network of a window", () => {
  let unset: (() => void) | undefined;

  beforeEach(async () => {
    writeAwsFile("config", config);
    for (const key of ["endpointUrl", "region"]) await setSetting(key, "");
    // Written by the lists themselves: remembered here, so that they are taken out again.
    for (const key of ["controlPlaneEndpointUrl", "useFipsEndpoint", "useDualstackEndpoint"])
      await setSetting(key, undefined);
    await setSetting("signRequests", true);
  });

  afterEach(async () => {
    unset?.();
    unset = undefined;
    await resetConnection();
    await restoreSettings();
  });

  it("comes from window, file, picked profile, setting, environment, default profile, in this order", async () => {
    assert.equal(await region(), "ap-south-1, profile default");
    unset = setVariables({ AWS_REGION: "ca-central-1" });
    assert.equal(await region(), "ca-central-1, AWS_REGION");
    await setSetting("region", "sa-east-1");
    assert.equal(await region(), "sa-east-1, setting");
    await pickProfile("bare");
    assert.equal(await region(), "sa-east-1, setting");
    await pickProfile("alpha");
    assert.equal(await region(), "eu-west-1, profile alpha");
    assert.equal(await region("us-east-2"), "us-east-2, request file");
    await answering(() => command("switchRegion"), { row: "us-west-2" });
    assert.equal(await region("us-east-2"), "us-west-2, picked in this window");
    await answering(() => command("switchRegion"), {
      row: "Use the request's or profile's region",
    });
    assert.equal(await region(), "eu-west-1, profile alpha");
  });

  it("a profile of the settings brings its region before AWS_REGION, and gives way to a region that is set", async () => {
    unset = setVariables({ AWS_REGION: "ca-central-1" });
    await setSetting("profile", "alpha");
    assert.equal(await region(), "eu-west-1, profile alpha");
    await setSetting("region", "sa-east-1");
    assert.equal(await region(), "sa-east-1, setting");
  });

  it("is picked from partitions, or typed", async () => {
    const [list, back] = await answering(
      () => command("connect"),
      { row: "Region…" },
      { typed: "xx-newland-7" },
    );
    assert.ok(list && back);
    assert.deepEqual(
      back.rows.filter((row) => row.startsWith("-- ")),
      ["-- AWS (aws)", "-- AWS GovCloud (aws-us-gov)", "-- AWS China (aws-cn)"],
    );
    assert.ok(back.rows.includes("eu-central-1: Europe (Frankfurt)"));
    assert.equal(await region(), "xx-newland-7, picked in this window");
  });

  it("goes back from the regions to the connections", async () => {
    const lists = await answering(() => command("connect"), { row: "Region…" }, "back", "leave");
    assert.deepEqual(
      lists.map(({ title }) => title.replace(/,.*/, "")),
      ["Bedrock Invoke: Connect", "Bedrock Invoke: Region", "Bedrock Invoke: Connect"],
    );
  });

  it("has endpoints of runtime and control plane, each from where it was said", async () => {
    const places = async () => {
      const { endpointHost, endpointSource, controlPlaneHost, controlPlaneSource } =
        await resolved("us-east-1");
      return [endpointHost, endpointSource, controlPlaneHost, controlPlaneSource];
    };
    assert.deepEqual(await places(), [...aws("bedrock-runtime"), ...aws("bedrock")]);
    await answering(
      () => command("connect"),
      ...enterUrl("https://rt.example:8443", "Runtime Endpoint URL…"),
    );
    await answering(
      () => command("connect"),
      ...enterUrl("https://cp.example", "Control-Plane Endpoint URL…"),
    );
    assert.deepEqual(await places(), ["rt.example:8443", "setting", "cp.example", "setting"]);
    assert.deepEqual((await resolved("us-east-1")).strangers, ["rt.example:8443", "cp.example"]);
    for (const key of ["endpointUrl", "controlPlaneEndpointUrl"]) await setSetting(key, "");
    unset = setVariables({ AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "https://env.example" });
    assert.deepEqual(await places(), [
      "env.example",
      "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
      ...aws("bedrock"),
    ]);
  });

  it("switches FIPS and dual-stack, or leaves them to the environment", async () => {
    unset = setVariables({ AWS_USE_FIPS_ENDPOINT: "true" });
    assert.equal(await hostOfRuntime(), "bedrock-runtime-fips.us-east-1.amazonaws.com");
    await flip("FIPS Endpoints…", "Off");
    assert.equal(await hostOfRuntime(), "bedrock-runtime.us-east-1.amazonaws.com");
    await flip("FIPS Endpoints…", "Auto");
    await flip("Dual-Stack Endpoints…", "On");
    assert.equal(await hostOfRuntime(), "bedrock-runtime-fips.us-east-1.api.aws");
  });

  it("turns TLS verification off when asked twice, for this window's memory alone", async () => {
    const { services } = await loadedFeatures();
    const { window, workspace } = vscode;
    const original = window.showWarningMessage;
    const asked: unknown[] = [];
    let answer: { title: string } | undefined;
    // VS Code refuses modal dialogs to a test run.
    Object.assign(window, {
      showWarningMessage: async (...args: unknown[]) => {
        asked.push(args[1]);
        return answer;
      },
    });
    try {
      const row = { row: "Turn TLS Verification Off…" };
      await answering(() => command("connect"), { row: "Network…" }, row, "leave");
      assert.equal((await resolved()).connection.verifySsl, true);
      answer = { title: "Turn Verification Off" };
      const before = JSON.stringify(workspace.getConfiguration("bedrockInvoke"));
      await answering(() => command("connect"), { row: "Network…" }, row, "leave");
      assert.equal((await resolved()).connection.verifySsl, false);
      assert.ok(asked.every((options) => (options as { modal?: boolean }).modal === true));
      assert.equal(asked.length, 2);
      assert.equal(JSON.stringify(workspace.getConfiguration("bedrockInvoke")), before);
      assert.deepEqual(services.connections.picked, {});
      const [, list] = await answering(
        () => command("connect"),
        { row: "Network…" },
        { row: "Turn TLS Verification On" },
        "leave",
      );
      assert.ok(
        list?.rows.some((each) => each.startsWith("Turn TLS Verification On: off in this window")),
      );
      assert.equal((await resolved()).connection.verifySsl, true);
    } finally {
      Object.assign(window, { showWarningMessage: original });
    }
  });
});

async function region(fileRegion?: string): Promise<string> {
  const { connection, regionSource } = await resolved(fileRegion);
  return `${connection.region}, ${regionSource}`;
}

async function resolved(fileRegion?: string) {
  const { services } = await loadedFeatures();
  const result = await services.connections.resolve(fileRegion);
  assert.ok(result.ok, JSON.stringify(result));
  return result.resolved;
}

async function pickProfile(profile: string): Promise<void> {
  const { services } = await loadedFeatures();
  await services.connections.pick({ identity: { kind: "profile", profile } });
}

/** A row of aws's own endpoint and its source. */
const aws = (service: string) => [`${service}.us-east-1.amazonaws.com`, "AWS"];

/** Picks a row of the network's list and types an URL. */
const enterUrl = (value: string, row: string): Answer[] => [
  { row: "Network…" },
  { row },
  { typed: value },
  "leave",
];

const flip = (row: string, value: string) =>
  answering(() => command("connect"), { row: "Network…" }, { row }, { row: value }, "leave");

const hostOfRuntime = async () => (await resolved("us-east-1")).endpointHost;
