import assert from "node:assert/strict";
import { connectionDefaults } from "../../../src/bedrock/aws/connection.ts";
import { cacheKey } from "../../../src/extension/models/modelsCache.ts";

const profile = (name: string) => ({ kind: "profile", profile: name }) as const;

type Of = Parameters<typeof cacheKey>[0];

describe("what the lists of models are kept under", () => {
  const connection = { ...connectionDefaults, region: "us-east-1" };
  const sandbox = (port: number): Of => ({
    connection: { ...connection, credentials: { kind: "none" } },
    account: "",
    endpointSource: "sandbox",
    controlPlaneHost: `127.0.0.1:${port}`,
  });
  const aws = (credentials: Of["connection"]["credentials"], account = "a"): Of => ({
    connection: { ...connection, credentials },
    account,
    endpointSource: "AWS",
    controlPlaneHost: "bedrock.us-east-1.amazonaws.com",
  });

  it("is the same for each sandbox, and never that of a profile of such a name", () => {
    assert.equal(cacheKey(sandbox(1)), cacheKey(sandbox(2)));
    const others = ["sandbox", "not signed", "API key", "default credentials"].map(profile);
    const kinds = [{ kind: "default" }, { kind: "apiKey", apiKey: "k3y-of-somebody" }] as const;
    const keys = [...others, ...kinds].map((credentials) => cacheKey(aws(credentials)));
    assert.equal(new Set([cacheKey(sandbox(1)), ...keys]).size, 7);
    assert.doesNotMatch(keys.join(""), /k3y/);
  });

  it("is another one for another account behind the same name", () => {
    const same = profile("dev");
    assert.notEqual(cacheKey(aws(same, "a")), cacheKey(aws(same, "b")));
  });
});
