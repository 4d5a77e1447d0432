import assert from "node:assert/strict";
import { guardrailMessageOf } from "../../../../src/core/run/guardrailMessage.ts";
import { answer, bytesOf, stream } from "./play.ts";

const messages = { blockedInput: "No such question.", blockedOutput: "No such answer." };
const { blockedInput, blockedOutput } = messages;
const intervened = { "amazon-bedrock-guardrailAction": "INTERVENED" };
const kindOf = (state: ReturnType<typeof answer>) => guardrailMessageOf(state, messages);
const claude = (...texts: string[]) =>
  answer({
    type: "message",
    content: texts.map((text) => ({ type: "text", text })),
    ...intervened,
  });
const claudeDelta = (index: number, text: string) => ({
  type: "content_block_delta",
  index,
  delta: { type: "text_delta", text },
});
const novaDelta = (contentBlockIndex: number, text: string) => ({
  contentBlockDelta: { contentBlockIndex, delta: { text } },
});

describe("a guardrail's own message", () => {
  it("is known by its words, for blocked input and for a blocked answer", () => {
    assert.equal(kindOf(claude(blockedInput)), "input");
    assert.equal(kindOf(claude(`\n${blockedOutput} `)), "output");
    assert.equal(kindOf(answer({ outputText: blockedOutput, ...intervened })), "output");
    assert.equal(kindOf(answer(bytesOf(blockedInput))), "input");
  });

  it("is either where both have the same words, spaces aside", () => {
    const same = { blockedInput, blockedOutput: ` ${blockedInput}\n` };
    assert.equal(guardrailMessageOf(claude(blockedInput), same), "either");
  });

  it("is known as one whole block among others", () => {
    assert.equal(kindOf(claude("Well.", blockedOutput)), "output");
    const content = [{ text: "Well." }, { text: blockedInput }];
    assert.equal(kindOf(answer({ output: { message: { content } }, ...intervened })), "input");
  });

  it("is known in a stream, in pieces and as one of its blocks", () => {
    const [begin, end] = [blockedOutput.slice(0, 5), blockedOutput.slice(5)];
    assert.equal(kindOf(stream([{ outputText: begin }, { outputText: end }])), "output");
    const well = claudeDelta(0, "Well.");
    const start = {
      type: "content_block_start",
      index: 1,
      content_block: { type: "text", text: begin },
    };
    assert.equal(kindOf(stream([well, claudeDelta(1, begin), claudeDelta(1, end)])), "output");
    assert.equal(kindOf(stream([well, start, claudeDelta(1, end)])), "output");
    const nova = [novaDelta(0, "Well."), novaDelta(1, begin), novaDelta(1, end)];
    assert.equal(kindOf(stream(nova)), "output");
  });

  it("is not seen in what the model says, nor where a guardrail has no words", () => {
    assert.equal(kindOf(claude(`It said: ${blockedInput}`)), undefined);
    assert.equal(kindOf(claude("{EMAIL} wrote.")), undefined);
    const pieces = [claudeDelta(0, "Well. "), claudeDelta(0, blockedInput)];
    assert.equal(kindOf(stream(pieces)), undefined);
    const silent = { blockedInput: "", blockedOutput: " " };
    for (const state of [claude(""), claude("Well."), stream([]), answer([1])])
      assert.equal(guardrailMessageOf(state, silent), undefined);
  });
});
