import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/core/json/textEdits.ts";
import { parseRequest } from "../../../../src/core/request/parse.ts";
import { formBlock, preflight } from "../../../../src/core/request/preflight.ts";
import { sendability } from "../../../../src/core/request/problem.ts";
import { toInvokeCall } from "../../../../src/core/request/toCall.ts";

/** Asserts of any text: no throw, problems inside of the text, fixes that can be applied, a call of the promised types. */
export function survives(text: string): void {
  const document = parseRequest(text);
  const problems = preflight(document);
  for (const { offset, length, message, fix, severity } of problems) {
    assert.ok(offset >= 0 && length >= 0 && offset <= text.length, `${offset}+${length}`);
    assert.ok(offset + length <= text.length + 1, `${offset}+${length} of ${text.length}`);
    assert.ok(message !== "" && ["error", "warning", "hint"].includes(severity));
    if (fix) preflight(parseRequest(applyEdits(text, fix.edits())));
  }
  formBlock(document);
  const { body, operation, modelId, contentType, accept, ...optional } = toInvokeCall(document);
  if (sendability(problems) === "ready" && body) JSON.parse(new TextDecoder().decode(body));
  assert.match(operation, /^InvokeModel(WithResponseStream)?$/);
  assert.ok(body === undefined || body instanceof Uint8Array);
  for (const member of [modelId, contentType, accept]) assert.equal(typeof member, "string");
  for (const member of Object.values(optional))
    assert.ok(member === undefined || typeof member === "string");
}
