import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { answerQuery } from "../../../src/extension/response/answerQuery.ts";
import { answer, bytesOf } from "../core/run/play.ts";

describe("a query of the JSON view", () => {
  it("is over the answer, or over the run record on request", () => {
    const body = '{"content":[{"text":"Hello"}],"id":9007199254740993}';
    assert.equal(ask(body, "answer", "content[0].text"), '"Hello"');
    assert.equal(ask(body, "answer", "id"), "9007199254740993");
    assert.equal(ask(body, "answer", "request.modelId"), "null");
    assert.match(ask(body, "record", "request.modelId"), /^"[^"]+"$/);
  });

  it("says what is wrong with the expression, or with an answer that is not JSON", () => {
    assert.match(fail("{}", "a."), /\S/);
    assert.equal(fail("Bad Gateway", "@"), "The answer is not JSON.");
  });
});

function ask(body: string, over: "answer" | "record", expression: string): string {
  const message = send(body, over, expression);
  assert.ok(message.type === "queried" && !message.failed, JSON.stringify(message));
  return message.text;
}

function fail(body: string, expression: string): string {
  const message = send(body, "answer", expression);
  assert.ok(message.type === "queried" && message.failed, JSON.stringify(message));
  return message.text;
}

function send(body: string, over: "answer" | "record", expression: string) {
  const state = answer(bytesOf(body));
  const runId = randomUUID();
  return answerQuery({ id: runId, state }, { type: "query", runId, id: 1, over, expression });
}
