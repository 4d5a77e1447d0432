import assert from "node:assert/strict";
import { jsonText } from "../../../src/core/jsonText.ts";
import { stream, streamException } from "../../fakes/eventStream.ts";
import { withFaultServer, type Answer } from "../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, streamCall, unsigned } from "../../fakes/invokeOnce.ts";

const members = '"originalStatusCode":1234567890123456789,"resourceName":"m","plain":12';
const more = `${members},"other":1e400`;

const httpError: Answer = (response) => {
  response.writeHead(424, { "x-amzn-errortype": "ModelErrorException" });
  response.end(`{"message":"failed",${more}}`);
};

const parts = (json: string) => json.slice(1, -1).split(",").toSorted();

describe("the numbers of an error of the service", () => {
  for (const call of [plainCall, streamCall])
    it(`keep their digits in an HTTP error of ${call.operation}`, () =>
      withFaultServer(httpError, async ({ url }) => {
        const error = errorOf(await invokeOnce(call, unsigned(url, { maxAttempts: 1 })));
        assert.deepEqual(parts(jsonText(error.members)), parts(`{${more}}`));
        assert.match(error.remedy, /its own status: 1234567890123456789;/);
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
