import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { resolveRegion, runtimeEndpoint } from "../../../../src/bedrock/engine.ts";
import { contextFor, contextOfProfile } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { keys } from "../../../fakes/credentialCell.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

const fixtures = join(import.meta.dirname, "../../../fixtures/awsFiles");
const fixture = (name: string) => readFile(join(fixtures, name), "utf8");

describe("what is wrong with AWS's own settings", () => {
  let home: AwsHome;
  beforeEach(async () => {
    home = await useAwsHome();
    await home.write("config", "[default]\n");
    await home.write("credentials", "");
  });
  afterEach(() => home.restore());

  it("tell a section without its prefix before a missing region", async () => {
    await home.write("config", await fixture("missing-prefix.config"));
    const found = resolveRegion({}, await contextOfProfile("dev"));
    assert.ok(!found.ok);
    const path = join(home.path, ".aws", "config");
    const finding = { kind: "sectionMisnamed", section: "dev", path, correct: "profile dev" };
    for (const error of [
      found.error,
      errorOf(await invokeOnce(plainCall, dev("http://127.0.0.1:1"))),
    ]) {
      assert.equal(error.reason, "profileUnknown");
      assert.deepEqual(error.params, { profile: "dev", source: "chosen", finding });
    }
  });

  it("tell a profile of the environment that is not there, and which one", async () => {
    process.env["AWS_PROFILE"] = "ghost";
    const found = resolveRegion({}, await contextOfProfile());
    assert.ok(!found.ok);
    assert.equal(found.error.reason, "profileUnknown");
    const finding = { kind: "profileAbsent", paths: pathsIn(home) };
    assert.deepEqual(found.error.params, { profile: "ghost", source: "AWS_PROFILE", finding });
  });

  it("tell a profile where there are no files at all", async () => {
    await rm(join(home.path, ".aws"), { recursive: true });
    const found = resolveRegion({}, await contextOfProfile("dev"));
    assert.ok(!found.ok);
    const finding = { kind: "filesAbsent", paths: pathsIn(home) };
    assert.deepEqual(found.error.params, { profile: "dev", source: "chosen", finding });
    assert.doesNotMatch(found.error.remedy, /Check it in/);
  });

  const half = { kind: "keyMissing", set: "aws_access_key_id", missing: "aws_secret_access_key" };
  for (const [what, files, reason, params] of [
    [
      "half of its keys",
      { credentials: "[dev]\naws_access_key_id = AKIAHALF\n" },
      "credentialsMissing",
      () => ({ profile: "dev", finding: half }),
    ],
    [
      "nothing to sign with",
      { config: "[profile dev]\nregion = eu-west-1\n" },
      "credentialsMissing",
      () => ({ profile: "dev", finding: { kind: "sectionWithoutCredentials" } }),
    ],
    [
      "a role without a source, although it has keys",
      { config: "[profile dev]\nrole_arn = r\n", credentials: keys("AKIAROLE", "dev") },
      "credentialsMissing",
      () => ({
        profile: "dev",
        finding: {
          kind: "keyMissing",
          set: "role_arn",
          missing: "source_profile or credential_source",
        },
      }),
    ],
    [
      "a source_profile whose section has no prefix",
      { config: "[profile dev]\nrole_arn = r\nsource_profile = base\n[base]\nregion = x\n" },
      "sourceProfileMissing",
      (config: string) => ({
        profile: "dev",
        source: "base",
        finding: {
          kind: "sectionMisnamed",
          section: "base",
          path: config,
          correct: "profile base",
        },
      }),
    ],
  ] as const)
    it(`tell a profile that has ${what}`, async () => {
      await home.write("config", "config" in files ? files.config : "");
      await home.write("credentials", "credentials" in files ? files.credentials : "");
      const error = errorOf(await invokeOnce(plainCall, dev("http://127.0.0.1:1")));
      assert.deepEqual([error.reason, error.params], [reason, params(pathsIn(home)[0])]);
    });

  for (const [set, missing, reason, finding] of [
    ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "environmentKeysIncomplete", undefined],
    [
      "AWS_SECRET_ACCESS_KEY",
      "AWS_ACCESS_KEY_ID",
      "credentialsMissing",
      {
        kind: "keyMissing",
        set: "AWS_SECRET_ACCESS_KEY",
        missing: "AWS_ACCESS_KEY_ID",
      },
    ],
  ] as const)
    it(`tell that ${set} is set without ${missing}`, async () => {
      await home.write("config", "[default]\nregion = eu-west-1\n");
      await home.write("credentials", "");
      Object.assign(process.env, { [set]: "AKIAHALF", AWS_EC2_METADATA_DISABLED: "true" });
      const connection = unsigned("http://127.0.0.1:1", { credentials: { kind: "default" } });
      const error = errorOf(await invokeOnce(plainCall, connection));
      assert.equal(error.reason, reason, JSON.stringify(error));
      assert.deepEqual(error.params, finding ? { profile: undefined, finding } : { missing });
    });

  for (const [what, content, problem] of [
    ["UTF-16", Buffer.from("\ufeff[profile dev]\n", "utf16le"), { kind: "utf16" }],
    ["UTF-16 without a mark", Buffer.from("[profile dev]\n", "utf16le"), { kind: "utf16" }],
    [
      "UTF-16 the other way round",
      Buffer.from("[profile dev]\n", "utf16le").swap16(),
      { kind: "utf16" },
    ],
    ["Latin-1", Buffer.from("[profile café]\n", "latin1"), { kind: "notUtf8" }],
    ["a line that is nothing", "[profile dev]\nregion\n", { kind: "noOption", line: 2 }],
    [
      "an option twice",
      "[profile dev]\na = 1\na = 2\n",
      { kind: "optionTwice", line: 3, section: "profile dev", option: "a" },
    ],
  ] as const)
    it(`tell that the config file cannot be read: ${what}`, async () => {
      await home.write("config", content);
      const found = resolveRegion({}, await contextOfProfile("dev"));
      assert.ok(!found.ok);
      assert.equal(found.error.name, "AwsFileUnreadable");
      assert.deepEqual(found.error.params, { problem });
      assert.ok(found.error.message.startsWith(`${pathsIn(home)[0]} cannot be read: `));
      // An endpoint that it may name is not passed by.
      const place = await placeOfDev();
      assert.ok(!place.ok);
      assert.equal(place.error.name, "AwsFileUnreadable");
      assert.equal(
        errorOf(await invokeOnce(plainCall, dev("http://127.0.0.1:1"))).name,
        "AwsFileUnreadable",
      );
    });

  it("need no readable file for a sandbox of this machine", () =>
    withFaultServer(json(200, { ok: true }), async ({ url }) => {
      await home.write("config", "broken\n");
      const told = await invokeOnce(plainCall, unsigned(url));
      assert.equal(told.final.type, "finished");
    }));

  it("tell a services section that is not there", async () => {
    await home.write("config", "[profile dev]\nregion = eu-west-1\nservices = mine\n");
    const place = await placeOfDev();
    assert.ok(!place.ok);
    assert.equal(place.error.reason, "servicesSectionMissing");
    assert.deepEqual(place.error.params, { section: "services mine", finding: undefined });
  });

  for (const [header, profile, correct] of [
    ["dev", "dev", "profile dev"],
    ["Profile dev", "dev", "profile dev"],
    ["profile my dev", "my dev", 'profile "my dev"'],
    ["my dev", "my dev", 'profile "my dev"'],
    ['a"b c', 'a"b c', String.raw`profile "a\"b c"`],
  ] as const)
    for (const beside of ["", keys("AKIABESIDE", profile)])
      it(`tell that [${header}] is misnamed${beside && ", beside keys in the credentials file"}`, async () => {
        const endpoint = "endpoint_url = http://127.0.0.1:4613";
        await home.write("config", `[${header}]\nregion = eu-west-1\n${endpoint}\n`);
        await home.write("credentials", beside);
        const context = await contextOfProfile(profile);
        const region = resolveRegion({}, context);
        const place = runtimeEndpoint({ region: "us-east-1" }, context);
        const path = pathsIn(home)[0];
        const finding = { kind: "sectionMisnamed", section: header, path, correct };
        for (const found of [region, place]) {
          assert.ok(!found.ok);
          assert.deepEqual(found.error.params, { profile, source: "chosen", finding });
        }
      });

  it("tell a prefix that the credentials file does not have", async () => {
    await home.write("credentials", keys("AKIAPREFIX", "profile dev"));
    const path = pathsIn(home)[1];
    const finding = { kind: "sectionMisnamed", section: "profile dev", path, correct: "dev" };
    for (const [config, reason] of [
      ["", "profileUnknown"],
      ["[profile dev]\nregion = eu-west-1\n", "credentialsMissing"],
    ] as const) {
      await home.write("config", config);
      const error = errorOf(await invokeOnce(plainCall, dev("http://127.0.0.1:1")));
      assert.equal(error.reason, reason);
      assert.deepEqual(error.params && "finding" in error.params && error.params.finding, finding);
    }
  });
});

function pathsIn({ path }: AwsHome): readonly [config: string, credentials: string] {
  return [join(path, ".aws", "config"), join(path, ".aws", "credentials")];
}

async function placeOfDev() {
  const connection = { ...dev(""), endpointUrl: undefined };
  return runtimeEndpoint(connection, await contextFor(connection));
}

function dev(url: string) {
  return unsigned(url, { credentials: { kind: "profile", profile: "dev" } });
}
