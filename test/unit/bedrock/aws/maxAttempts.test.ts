import assert from "node:assert/strict";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import { attemptLimits } from "../../../../src/bedrock/aws/maxAttempts.ts";
import { contextFor } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { exception, withFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

const config =
  "[default]\nmax_attempts = 5\n[profile dev]\nmax_attempts = 7\n[profile plain]\nregion = x\n[profile old]\nretry_mode = legacy\n[profile odd]\nmax_attempts = many\n";

describe("how often a request is sent at most", () => {
  let home: AwsHome;
  beforeEach(async () => (home = await useAwsHome({ config })));
  afterEach(() => home.restore());

  const cases: readonly (readonly [
    string,
    Pick<Connection, "credentials" | "maxAttempts">,
    Record<string, string>,
    number,
  ])[] = [
    ["what was chosen", { credentials: profile("dev"), maxAttempts: 2 }, variable("9"), 2],
    ["AWS_MAX_ATTEMPTS before the profile", { credentials: profile("dev") }, variable("9"), 9],
    ["the picked profile's", { credentials: profile("dev") }, { AWS_PROFILE: "default" }, 7],
    ["AWS_PROFILE's", { credentials: { kind: "default" } }, { AWS_PROFILE: "dev" }, 7],
    ["the default profile's", { credentials: { kind: "default" } }, { AWS_PROFILE: "" }, 5],
    ["5 in the retry mode of old", { credentials: profile("old") }, {}, 5],
    ["3 where nobody says", { credentials: profile("plain") }, variable(""), 3],
  ];
  for (const [what, connection, variables, attempts] of cases) {
    it(`is ${what}`, async () => {
      const env = { HOME: home.path, ...variables };
      const context = await contextFor(connection, env);
      assert.equal(attemptLimits(connection, context).usual, attempts);
    });
  }

  it("is kept to when sending", () =>
    withFaultServer(exception(503, "ServiceUnavailableException"), async ({ url, requests }) => {
      for (const attempts of [2, 1]) {
        process.env["AWS_MAX_ATTEMPTS"] = String(attempts);
        const error = errorOf(await invokeOnce(plainCall, unsigned(url)));
        assert.equal(error.attempts, attempts);
      }
      assert.equal(requests.length, 3);
    }));

  it("is a typed error where it is no number; nothing is sent", async () => {
    for (const text of ["many", "0", "-1", "1.5"]) {
      process.env["AWS_MAX_ATTEMPTS"] = text;
      const error = errorOf(await invokeOnce(plainCall, unsigned("http://127.0.0.1:1")));
      assert.equal(error.name, "MaxAttemptsInvalid");
      assert.equal(error.attempts, 0);
      assert.match(error.message, /^AWS_MAX_ATTEMPTS is/);
    }
  });
});

function variable(value: string): Record<string, string> {
  return { AWS_MAX_ATTEMPTS: value };
}

function profile(name: string): Connection["credentials"] {
  return { kind: "profile", profile: name };
}
