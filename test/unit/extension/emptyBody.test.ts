import assert from "node:assert/strict";
import { applyEdits } from "../../../src/core/json/textEdits.ts";
import { parseRequest } from "../../../src/core/request/parse.ts";
import { formatBody } from "../../../src/extension/form/formatBody.ts";
import { offeredStarter, starterEdits } from "../../../src/extension/form/starter.ts";

/** A request of which the form knows where its body stands, such as nowhere much. */
function requestWith(body: string) {
  const before = '{\n  "modelId": "amazon.nova-lite-v1:0",\n  "body": ';
  return parseRequest(`${before}${body}\n}\n`, { offset: before.length, length: body.length });
}

describe("a body that has been emptied", () => {
  it("is offered the model's starter, which goes in its place", () => {
    for (const body of ["", "  \n "]) {
      const request = requestWith(body);
      assert.ok(offeredStarter(request));
      const after = applyEdits(request.text, starterEdits(request));
      assert.deepEqual(Object.keys(JSON.parse(after)), ["modelId", "body"]);
    }
  });

  it("is offered none in the place of the user's own comment", () => {
    assert.equal(offeredStarter(requestWith("// mine")), undefined);
  });

  it("is left alone by Format", () => {
    for (const body of ["", "  ", "// mine"]) assert.deepEqual(formatBody(requestWith(body)), []);
  });
});
