import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RegionInput } from "../../../../src/bedrock/engine.ts";
import { listProfiles, resolveRegion } from "../../../../src/bedrock/engine.ts";
import { contextOfProfile } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { config, credentials } from "../../../fakes/awsProfiles.ts";
import { invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

describe("regions and profiles", () => {
  let home: AwsHome;
  before(async () => (home = await useAwsHome({ config, credentials })));
  after(() => home.restore());
  const env = (more: Record<string, string> = {}) => ({ HOME: home.path, ...more });

  const regions: readonly (readonly [
    string,
    RegionInput & { readonly profile?: string },
    Record<string, string>,
    string,
    string,
  ])[] = [
    [
      "the chosen one goes first",
      { chosen: "us-west-2", file: "eu-west-3", profile: "dev" },
      { AWS_REGION: "ca-central-1" },
      "us-west-2",
      "chosen",
    ],
    [
      "then the request file's",
      { file: "eu-west-3", profile: "dev" },
      { AWS_REGION: "ca-central-1" },
      "eu-west-3",
      "request file",
    ],
    [
      "a picked profile's goes before the environment",
      { profile: "dev" },
      { AWS_REGION: "ca-central-1" },
      "eu-west-1",
      "profile dev",
    ],
    [
      "but after it in the AWS CLI's order",
      { profile: "dev", profileBeforeEnvironment: false },
      { AWS_REGION: "ca-central-1" },
      "ca-central-1",
      "AWS_REGION",
    ],
    [
      "a picked profile's goes before the setting",
      { profile: "dev", setting: "us-west-2" },
      {},
      "eu-west-1",
      "profile dev",
    ],
    [
      "the setting goes before the environment",
      { profile: "sso", setting: "us-west-2" },
      { AWS_REGION: "ca-central-1" },
      "us-west-2",
      "setting",
    ],
    [
      "a picked profile without a region leaves it to the environment",
      { profile: "sso" },
      { AWS_REGION: "ca-central-1" },
      "ca-central-1",
      "AWS_REGION",
    ],
    [
      "AWS_REGION goes before AWS_DEFAULT_REGION",
      {},
      { AWS_REGION: "ca-central-1", AWS_DEFAULT_REGION: "us-east-2" },
      "ca-central-1",
      "AWS_REGION",
    ],
    [
      "AWS_DEFAULT_REGION goes before the profile",
      {},
      { AWS_DEFAULT_REGION: "us-east-2" },
      "us-east-2",
      "AWS_DEFAULT_REGION",
    ],
    ["AWS_PROFILE's is next", {}, { AWS_PROFILE: "dev" }, "eu-west-1", "profile dev"],
    ["the default profile's is last", {}, {}, "ap-south-1", "profile default"],
    [
      "an empty value is none",
      { chosen: "", file: " " },
      { AWS_REGION: "", AWS_PROFILE: "" },
      "ap-south-1",
      "profile default",
    ],
  ];
  for (const [what, { profile, ...input }, variables, region, source] of regions) {
    it(`region: ${what}`, async () => {
      const context = await contextOfProfile(profile, env(variables));
      assert.deepEqual(resolveRegion(input, context), { ok: true, region, source });
    });
  }

  it("region: none and nonsense are typed errors", async () => {
    const none = resolveRegion({}, await contextOfProfile("sso", env()));
    assert.equal(!none.ok && none.error.name, "RegionMissing");
    const ghost = resolveRegion({}, await contextOfProfile("ghost", env()));
    assert.equal(!ghost.ok && ghost.error.name, "ProfileNotFound");
    const bad = resolveRegion({ chosen: "us east 1" }, await contextOfProfile(undefined, env()));
    assert.equal(!bad.ok && bad.error.name, "RegionInvalid");
    const told = await invokeOnce(plainCall, unsigned("http://127.0.0.1:1", { region: "" }));
    assert.equal(told.final.type === "failed" && told.final.error.name, "RegionMissing");
  });

  it("profiles: both files, kind and region, default first", async () => {
    assert.deepEqual(
      listProfiles(await contextOfProfile(undefined, env())).map(
        ({ name, kind, region }) => `${name} ${kind} ${region ?? "-"}`,
      ),
      [
        "default none ap-south-1",
        "dev none eu-west-1",
        "fips none -",
        "keys keys sa-east-1",
        "login login -",
        "proc process -",
        "role role -",
        "sso sso -",
        "svc none -",
        "web webIdentity -",
      ],
    );
  });

  it("profiles: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE are honoured and read each time", async () => {
    const path = join(home.path, "other");
    const variables = env({ AWS_CONFIG_FILE: path, AWS_SHARED_CREDENTIALS_FILE: "~/absent" });
    await writeFile(path, "\uFEFF[profile one]\r\nregion = us-east-1 # here\r\n");
    assert.deepEqual(listProfiles(await contextOfProfile(undefined, variables)), [
      {
        name: "one",
        region: "us-east-1",
        kind: "none",
        files: ["config"],
        ssoStartHost: undefined,
        wantsMfa: false,
        hasEndpointUrl: false,
      },
    ]);
    await writeFile(path, "[profile two]\nregion = us-east-2\n");
    assert.deepEqual(
      listProfiles(await contextOfProfile(undefined, variables)).map(({ name }) => name),
      ["two"],
    );
  });
});
