import assert from "node:assert/strict";
import { accountMark } from "../../../../src/bedrock/engine.ts";
import { contextFor } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";

const keys = (id: string) =>
  `[dev]\naws_access_key_id = ${id}\naws_secret_access_key = s3cr3t-of-${id}\n`;
const sso = (account: string) => `sso_session = s\nsso_account_id = ${account}\n`;
const dev = { kind: "profile", profile: "dev" } as const;
const byDefault = { kind: "default" } as const;
const key = (apiKey: string) => ({ kind: "apiKey", apiKey }) as const;

describe("the mark of an account", () => {
  let home: AwsHome;
  beforeEach(async () => (home = await useAwsHome()));
  afterEach(() => home.restore());
  const mark = async (credentials: Parameters<typeof accountMark>[0], env: object = {}) =>
    accountMark(credentials, await contextFor({ credentials }, { HOME: home.path, ...env }));

  it("changes with the account behind a profile's keys, not with new keys of the same one", async () => {
    await home.write("credentials", keys("AKIAY34FZKBOKMUTVV7A"));
    const first = await mark(dev);
    assert.match(first, /^[\da-f]{12}$/);
    await home.write("credentials", keys("ASIAY34FZKBOZZZZZZ2B"));
    assert.equal(await mark(dev), first);
    await home.write("credentials", keys("AKIAQYLPMN5HFIQR7XYA"));
    assert.notEqual(await mark(dev), first);
  });

  it("changes with what a profile signs in to, and with the profile that a role's keys come from", async () => {
    const marks = new Set<string>();
    for (const text of [
      `[profile dev]\n${sso("111111111111")}`,
      `[profile dev]\n${sso("222222222222")}`,
      "[profile dev]\ncredential_process = get --account one\n",
      "[profile dev]\ncredential_process = get --account two\n",
      `[profile dev]\nrole_arn = r\nsource_profile = q\n[profile q]\n${sso("111111111111")}`,
      `[profile dev]\nrole_arn = r\nsource_profile = q\n[profile q]\n${sso("222222222222")}`,
      "[profile dev]\nrole_arn = r\nsource_profile = dev\n",
    ]) {
      await home.write("config", text);
      marks.add(await mark(dev));
      await home.write("config", `${text}# looked at\n`);
      marks.add(await mark(dev));
    }
    assert.equal(marks.size, 7);
  });

  it("changes with the API key and the environment's keys, and holds nothing of them", async () => {
    const secret = "ABSKQmVkcm9ja0FQSUtleS1hYmNkLWF0LTEyMzQ1Njc4OTAxMjpzZWNyZXQ=";
    const found = [
      await mark(key(secret)),
      await mark(key(`${secret}2`)),
      await mark(byDefault, { AWS_BEARER_TOKEN_BEDROCK: `${secret}3` }),
      await mark(byDefault, { AWS_ACCESS_KEY_ID: "AKIAY34FZKBOKMUTVV7A" }),
      await mark(byDefault, { AWS_ACCESS_KEY_ID: "AKIAQYLPMN5HFIQR7XYA" }),
      await mark(byDefault, { AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/a" }),
      await mark(byDefault),
    ];
    assert.equal(new Set(found).size, found.length);
    assert.ok(found.every((text) => text.length <= 12));
    assert.equal(await mark({ kind: "none" }), "");
  });
});
