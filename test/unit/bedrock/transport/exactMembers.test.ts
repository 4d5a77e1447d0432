import assert from "node:assert/strict";
import { jsonText } from "../../../../src/core/json/jsonText.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { stream, streamException } from "../../../fakes/eventStream.ts";
import { json, withFaultServer, type Answer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, streamCall, unsigned } from "../../../fakes/invokeOnce.ts";

const members = '"originalStatusCode":1234567890123456789,"resourceName":"m","plain":12';
const more = `${members},"other":1e400`;

const httpError: Answer = (response) => {
  response.writeHead(424, { "x-amzn-errortype": "ModelErrorException" });
  response.end(`{"message":"failed",${more}}`);
};

const parts = (text: string) => text.slice(1, -1).split(",").toSorted();

describe("the numbers of an error of the service", () => {
  for (const call of [plainCall, streamCall])
    it(`keep their digits in an HTTP error of ${call.operation}`, () =>
      withFaultServer(httpError, async ({ url }) => {
        const error = errorOf(await invokeOnce(call, unsigned(url, { maxAttempts: 1 })));
        assert.deepEqual(parts(jsonText(error.members)), parts(`{${more}}`));
        assert.match(error.remedy, /its status: 1234567890123456789;/);
      }));

  it("keep their digits in an exception of a stream", () => {
    const payload = Buffer.from(`{"message":"failed",${members}}`);
    const answer = stream(streamException("modelStreamErrorException", payload));
    return withFaultServer(answer, async ({ url }) => {
      const { members: told } = errorOf(await invokeOnce(streamCall, unsigned(url)));
      assert.equal(jsonText(told.originalStatusCode), "1234567890123456789");
    });
  });
});

const refused =
  (name: string, text: string): Answer =>
  (response) => {
    response.writeHead(400, { "x-amzn-errortype": name });
    response.end(`{"message":"no",${text}}`);
  };

describe("the nested members of an error of the service", () => {
  const apiKey = "a-bedrock-key-of-this-test";
  const depth = 1000;
  const nested: readonly (readonly [string, string])[] = [
    ["a list of objects", '"fieldList":[{"path":"/messages","limit":1234567890123456789},null,[]]'],
    ["an object of a type that is none", '"reason":{"constructor":{"__proto__":1.0},"ok":false}'],
    ["great depth", `"deep":${"[".repeat(depth)}"x"${"]".repeat(depth)}`],
  ];
  const names = ["ValidationException", "ModelErrorException", "SomethingNewException"];

  for (const call of [plainCall, streamCall])
    for (const name of names)
      for (const [what, text] of nested)
        it(`are kept to the digit: ${what} in a ${name} of ${call.operation}`, () => {
          return withFaultServer(refused(name, text), async ({ url }) => {
            const error = errorOf(await invokeOnce(call, unsigned(url, { maxAttempts: 1 })));
            assert.equal(error.name, name);
            assert.equal(jsonText(error.members), `{${text}}`);
          });
        });

  it("hold nothing of the credentials in use, neither in keys nor in texts", () => {
    const told = { tried: [{ token: `Bearer ${apiKey}`, [apiKey]: { more: [apiKey] } }] };
    const answer = json(403, { message: "no", ...told }, { "x-amzn-errortype": "AccessDenied" });
    return withFaultServer(answer, async ({ url }) => {
      const connection = unsigned(url, { credentials: { kind: "apiKey", apiKey } });
      const { members: kept } = errorOf(await invokeOnce(plainCall, connection));
      assert.doesNotMatch(jsonText(kept), new RegExp(apiKey));
      assert.match(jsonText(kept.tried), /^\[\{"token":"[^"]*\[redacted\]"/);
    });
  });

  it("are kept and redacted in an error inside an answer of status 200", () => {
    const key = "AKIAIOSFODNN7EXAMPLE";
    const error = { type: "invalid_request_error", message: "no", at: [{ used: key, n: 1 }] };
    return withFaultServer(json(200, { type: "error", error }), async ({ url }) => {
      const { events } = await invokeOnce(plainCall, unsigned(url));
      const { error: told } = events.reduce(foldRunEvent, initialRunState());
      assert.deepEqual(told?.members, { at: [{ used: "[redacted]", n: 1 }] });
    });
  });
});
