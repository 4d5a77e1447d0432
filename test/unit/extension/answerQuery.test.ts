import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { answerQuery } from "../../../src/extension/response/answerQuery.ts";
import { RunListReader } from "../../../src/extension/response/runLists.ts";
import { answer, bytesOf } from "../core/run/play.ts";

describe("a query of the JSON view", () => {
  it("is over the answer, or over the run record on request", () => {
    const body = '{"content":[{"text":"Hello"}],"id":9007199254740993}';
    assert.equal(ask(body, "answer", "content[0].text"), '"Hello"');
    assert.equal(ask(body, "answer", "id"), "9007199254740993");
    assert.equal(ask(body, "answer", "request.modelId"), "null");
    assert.match(ask(body, "record", "request.modelId"), /^"[^"]+"$/);
  });

  it("finds in the whole of a long answer, and keeps what it found to be asked for in parts", () => {
    const long = "x".repeat(600_000);
    const lists = new RunListReader();
    const state = answer(bytesOf(`{"a":["${long}"],"end":1}`));
    const runId = randomUUID();
    const asked = { type: "query", runId, over: "answer" } as const;
    const find = (id: number, expression: string) =>
      answerQuery({ id: runId, state }, { ...asked, id, expression }, lists);
    const end = find(1, "end");
    assert.ok(end.type === "queried" && end.text.text === "1");
    const found = find(2, "a");
    assert.ok(found.type === "queried" && found.text.json);
    assert.equal(found.text.length, 600_004);
    assert.ok(found.text.text.length < 300_000);
    assert.equal(lists.text(state, { of: "found", index: 2 })?.text, `["${long}"]`);
    assert.equal(lists.text(state, { of: "found", index: 1 }), undefined, "an older one");
    const { text, length } = lists.json(state);
    assert.ok(text.length < 300_000 && length > 600_000);
    assert.equal(lists.text(state, { of: "json", index: 0 })?.text.length, length);
  });

  it("says what is wrong with the expression, or with an answer that is not JSON", () => {
    assert.match(fail("{}", "a."), /\S/);
    assert.equal(fail("Bad Gateway", "@"), "The answer is not JSON.");
  });
});

function ask(body: string, over: "answer" | "record", expression: string): string {
  const message = send(body, over, expression);
  assert.ok(message.type === "queried" && !message.failed, JSON.stringify(message));
  return message.text.text;
}

function fail(body: string, expression: string): string {
  const message = send(body, "answer", expression);
  assert.ok(message.type === "queried" && message.failed, JSON.stringify(message));
  return message.text.text;
}

function send(body: string, over: "answer" | "record", expression: string) {
  const state = answer(bytesOf(body));
  const runId = randomUUID();
  return answerQuery(
    { id: runId, state },
    { type: "query", runId, id: 1, over, expression },
    new RunListReader(),
  );
}
