import assert from "node:assert/strict";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import type { Json } from "./client.ts";
import { clientOf, invokeJson, streamJson } from "./client.ts";

describe("the sandbox's citations, as Claude makes them", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it("name the words of a document that asks for it, whole and streamed", async () => {
    const client = clientOf(sandbox.url);
    const model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    const source = { type: "text", media_type: "text/plain", data: "One. Two." };
    const document = { type: "document", title: "N", source, citations: { enabled: true } };
    const body = {
      anthropic_version: "bedrock-2023-05-31",
      max_tokens: 200,
      messages: [{ role: "user", content: [document, { type: "text", text: "Count." }] }],
    };
    const citation = {
      type: "char_location",
      cited_text: "One. ",
      document_index: 0,
      document_title: "N",
      start_char_index: 0,
      end_char_index: 5,
    };
    const whole = await invokeJson(client, model, body);
    assert.deepEqual(whole.content[0].citations, [citation]);
    const chunks = await streamJson(client, model, body);
    const deltas = chunks.filter(({ delta }: Json) => delta?.type === "citations_delta");
    assert.deepEqual(
      deltas.map(({ delta }: Json) => delta.citation),
      [citation],
    );
    const silent = { ...document, citations: { enabled: false } };
    const plain = { ...body, messages: [{ role: "user", content: [silent] }] };
    const uncited = await invokeJson(client, model, plain);
    assert.equal(uncited.content[0].citations, undefined);
  });
});
