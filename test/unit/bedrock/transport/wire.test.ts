import assert from "node:assert/strict";
import type { InvokeCall } from "../../../../src/core/request/types.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { chunk, stream } from "../../../fakes/eventStream.ts";
import type { FaultServer } from "../../../fakes/faultServer.ts";
import { json, startFaultServer } from "../../../fakes/faultServer.ts";
import {
  bodyText,
  errorOf,
  invokeOnce,
  ofType,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";

/** Seed-checklist P6-P13 and D4: member, header for InvokeModel, header for the stream, value. */
const headerTable: readonly (readonly [keyof InvokeCall, string, string, string])[] = [
  ["contentType", "content-type", "content-type", "application/json"],
  ["accept", "accept", "x-amzn-bedrock-accept", "application/json; v=2"],
  ["trace", "x-amzn-bedrock-trace", "x-amzn-bedrock-trace", "ENABLED_FULL"],
  [
    "guardrailIdentifier",
    "x-amzn-bedrock-guardrailidentifier",
    "x-amzn-bedrock-guardrailidentifier",
    "abc123",
  ],
  [
    "guardrailVersion",
    "x-amzn-bedrock-guardrailversion",
    "x-amzn-bedrock-guardrailversion",
    "DRAFT",
  ],
  [
    "performanceConfigLatency",
    "x-amzn-bedrock-performanceconfig-latency",
    "x-amzn-bedrock-performanceconfig-latency",
    "optimized",
  ],
  ["serviceTier", "x-amzn-bedrock-service-tier", "x-amzn-bedrock-service-tier", "flex"],
  [
    "requestMetadata",
    "x-amzn-bedrock-request-metadata",
    "x-amzn-bedrock-request-metadata",
    '{"team":"search"}',
  ],
];

function bedrockHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.keys(headers).filter((name) => name.startsWith("x-amzn-bedrock-"));
}

describe("what goes over the wire", () => {
  let home: AwsHome;
  let server: FaultServer;
  beforeEach(async () => {
    home = await useAwsHome();
    server = await startFaultServer((response, request, attempt) =>
      (request.path.endsWith("/invoke") ? json(200, { ok: true }) : stream(chunk({ ok: true })))(
        response,
        request,
        attempt,
      ),
    );
  });
  afterEach(async () => {
    await server.close();
    await home.restore();
  });

  const sent = async (call: InvokeCall) => {
    const told = await invokeOnce(call, unsigned(server.url));
    assert.equal(told.final.type, "finished");
    const request = server.requests.at(-1);
    assert.ok(request);
    return request;
  };
  for (const base of [plainCall, streamCall]) {
    const isStream = base.operation !== "InvokeModel";
    describe(base.operation, () => {
      for (const [member, whole, streamed, value] of headerTable) {
        const header = isStream ? streamed : whole;
        it(`sends ${member} as ${header} and no header besides`, async () => {
          const { headers } = await sent({ ...base, [member]: value });
          assert.equal(headers[header], value);
          const others = bedrockHeaders(headers).filter(
            (name) => name !== header && name !== "x-amzn-bedrock-accept",
          );
          assert.deepEqual(others, []);
        });
      }

      it("sends no Bedrock header for what was not asked, and the body's bytes as they are", async () => {
        const request = await sent(base);
        assert.deepEqual(
          bedrockHeaders(request.headers),
          isStream ? ["x-amzn-bedrock-accept"] : [],
        );
        assert.equal(request.body.toString(), bodyText);
        assert.equal(request.method, "POST");
        assert.equal(request.headers["content-type"], "application/json");
        assert.equal(request.headers["authorization"], undefined);
        assert.equal(request.httpVersion, "1.1");
      });

      it("sends an empty member as an empty header, and bytes that are no text untouched", async () => {
        const body = Uint8Array.from([0, 255, 0xc3, 0x28, 13, 10]);
        const request = await sent({
          ...base,
          body,
          guardrailIdentifier: "",
          guardrailVersion: "",
        });
        assert.equal(request.headers["x-amzn-bedrock-guardrailidentifier"], "");
        assert.equal(request.headers["x-amzn-bedrock-guardrailversion"], "");
        assert.deepEqual(new Uint8Array(request.body), body);
      });

      it("sends no body when there is none", async () => {
        const request = await sent({ ...base, body: undefined });
        assert.equal(request.body.length, 0);
        assert.equal(request.headers["content-length"], "0");
      });

      const suffix = isStream ? "invoke-with-response-stream" : "invoke";
      for (const modelId of [
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3",
        "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.titan-text-express-v1",
        "arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-endpoint",
        "odd id/with (all) kinds+of*things",
      ]) {
        it(`percent-encodes ${modelId} once`, async () => {
          const { path } = await sent({ ...base, modelId });
          const match = /^\/model\/([^/]+)\/(.+)$/.exec(path);
          assert.equal(match?.[2], suffix);
          assert.equal(decodeURIComponent(match[1] ?? ""), modelId);
          assert.doesNotMatch(match[1] ?? "", /[:/ ]/);
        });
      }
    });
  }

  it("tells the response's status and headers in lower case before its body", async () => {
    const told = await invokeOnce(plainCall, unsigned(server.url));
    assert.deepEqual(
      told.events.map(({ type }) => type),
      ["started", "attempt", "response", "body", "finished"],
    );
    const [response] = ofType(told, "response");
    assert.equal(response?.status, 200);
    assert.equal(response.headers["x-amzn-requestid"], "req-1");
    assert.equal(Buffer.from(ofType(told, "body")[0]?.bytes ?? []).toString(), '{"ok":true}');
    const [started] = ofType(told, "started");
    assert.deepEqual(started?.connection, {
      region: "us-east-1",
      endpointHost: `127.0.0.1:${server.port}`,
    });
  });

  it("signs for the region with the profile's keys", async () => {
    await home.write(
      "credentials",
      "[dev]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n",
    );
    const connection = {
      ...unsigned(server.url),
      region: "eu-west-3",
      credentials: { kind: "profile", profile: "dev" } as const,
    };
    assert.equal((await invokeOnce(plainCall, connection)).final.type, "finished");
    assert.match(
      server.requests[0]?.headers["authorization"] ?? "",
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-3\/bedrock\/aws4_request/,
    );
  });

  it("sends no content type of the SDK's own choice", async () => {
    for (const contentType of ["", " "]) {
      const error = errorOf(await invokeOnce({ ...plainCall, contentType }, unsigned(server.url)));
      assert.equal(error.name, "ContentTypeMissing");
    }
    assert.equal(server.requests.length, 0);
  });

  it("says that a member cannot travel as a header", async () => {
    const told = await invokeOnce(
      { ...plainCall, requestMetadata: '{"a":"\u2026\n"}' },
      unsigned(server.url),
    );
    const error = errorOf(told);
    assert.equal(error.name, "HeaderInvalid");
    assert.deepEqual(error.members, { member: "requestMetadata" });
    assert.equal(error.attempts, 0);
    assert.equal(server.requests.length, 0);
  });
});
