import assert from "node:assert/strict";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { chunk, event, streamHeaders } from "../../../fakes/eventStream.ts";
import { type Answer, withFaultServer } from "../../../fakes/faultServer.ts";
import { keys } from "../../../fakes/credentialCell.ts";
import { errorOf, invokeOnce, streamCall, unsigned } from "../../../fakes/invokeOnce.ts";

const token = "SESSIONTOKEN0123456789";

/** Both send back what they were sent of our credentials. */
const echoes: readonly (readonly [string, Answer])[] = [
  [
    "a page that is not Bedrock's",
    (response, { headers }) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end(`<html>${headers["x-amz-security-token"]}</html>`);
    },
  ],
  [
    "an event that Bedrock does not document",
    (response, { headers }) => {
      response.writeHead(200, streamHeaders);
      response.write(event("strange", { heard: headers["x-amz-security-token"] }));
      response.end(chunk("{}"));
    },
  ],
];

describe("what a server sends back of our keys", () => {
  let home: AwsHome;
  before(async () => {
    home = await useAwsHome({
      credentials: keys("AKIAECHO", "p", `aws_session_token = ${token}\n`),
    });
  });
  after(() => home.restore());

  for (const [what, answer] of echoes)
    it(`is not saved from ${what}`, () =>
      withFaultServer(answer, async ({ url, requests }) => {
        const credentials = { kind: "profile", profile: "p" } as const;
        const told = await invokeOnce(streamCall, unsigned(url, { credentials }));
        assert.equal(requests.at(-1)?.headers["x-amz-security-token"], token);
        const state = told.events.reduce(foldRunEvent, initialRunState());
        const record = writeRunRecord(state, { savedAt: "2026-01-01", redact: false });
        assert.match(record, /\[redacted\]/);
        assert.ok(!record.includes(token));
      }));
});

async function failure() {
  const connection = unsigned("http://127.0.0.1:1", { credentials: { kind: "default" } });
  return errorOf(await invokeOnce(streamCall, connection));
}

describe("keys that no request can carry", () => {
  let home: AwsHome;
  before(async () => (home = await useAwsHome({ config: "[default]\n" })));
  afterEach(() => {
    for (const name of Object.keys(process.env))
      if (/^AWS_(ACCESS|SECRET|SESSION|CONTAINER)/.test(name)) delete process.env[name];
  });
  after(() => home.restore());

  for (const [what, id, sessionToken, said] of [
    ["a line break in the access key ID", "AKIAX\n", "t", /access key ID contains a line break/],
    ["a line break in the session token", "AKIAX", "to\nken", /session token contains a line/],
  ] as const)
    it(`are named: ${what}`, async () => {
      Object.assign(process.env, {
        AWS_ACCESS_KEY_ID: id,
        AWS_SECRET_ACCESS_KEY: "secret",
        AWS_SESSION_TOKEN: sessionToken,
      });
      const { name, message, attempts } = await failure();
      assert.deepEqual([name, attempts], ["CredentialsInvalid", 0]);
      assert.match(message, said);
    });

  it("are not looked for in a web identity where a container's token file is missing", async () => {
    Object.assign(process.env, {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1/",
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/nowhere/token",
    });
    const { name, reason } = await failure();
    assert.deepEqual([name, reason], ["ContainerCredentialsFailed", "containerCredentialsFailed"]);
  });
});
