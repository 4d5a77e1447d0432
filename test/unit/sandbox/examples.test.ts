import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ParseError } from "jsonc-parser";
import { parse } from "jsonc-parser";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import type { Extra, Json } from "./client.ts";
import { clientOf, invokeJson, streamJson } from "./client.ts";

const folder = new URL("../../../examples/", import.meta.url);

/** The examples that fail on purpose, and how. */
const failing: Readonly<Record<string, string>> = {
  "throttled.bedrock.json": "ThrottlingException",
  "mid-stream-error.bedrock.json": "ModelStreamErrorException",
};

/** What the examples are for, as their answers show it; the sandbox names itself in the others. */
const shows: Readonly<Record<string, RegExp>> = {
  "image.bedrock.json": /"images":\["iVBORw0KGgo[^"]+","iVBORw0KGgo/,
  "embeddings.bedrock.json": /"embedding":\[/,
  "compare-embeddings.bedrock.json": /"float":\[\[.*\],\[.*\],\[.*"binary":\[\[/,
  "rerank.bedrock.json": /"results":\[\{"index":1,"relevance_score"/,
  "reasoning.bedrock.json": /"reasoning_content"/,
  "guardrail-blocked.bedrock.json": /guardrail blocked this prompt.*wordPolicy.*INTERVENED/s,
  "guardrail-with-trace.bedrock.json": /\{EMAIL\}.*INTERVENED/s,
  "citations.bedrock.json": /"cited_text":"Most coasts have two high tides a day\. "/,
  "tools.bedrock.json": /"tool_use"/,
  "variables.bedrock.json": /Explain tides to a ten-year-old/,
};

describe("the examples", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it("are those that the tests name", () => {
    const files = readdirSync(fileURLToPath(folder));
    for (const name of Object.keys({ ...failing, ...shows })) assert.ok(files.includes(name), name);
  });

  for (const name of readdirSync(fileURLToPath(folder)).filter((file) =>
    file.endsWith(".bedrock.json"),
  ))
    it(`${name} ${failing[name] ? `raises ${failing[name]}` : "is answered"} by the sandbox`, async () => {
      const request = parsed(readFileSync(new URL(name, folder), "utf8"));
      const { operation, modelId, body, bodyFile, variables, version: _, ...rest } = request;
      const sent = bodyFile
        ? JSON.parse(readFileSync(new URL(bodyFile, folder), "utf8"))
        : withVariables(body, variables);
      const extra: Extra = {
        ...rest,
        ...(rest.requestMetadata ? { requestMetadata: JSON.stringify(rest.requestMetadata) } : {}),
      };
      const send = operation === "InvokeModelWithResponseStream" ? streamJson : invokeJson;
      const answer = send(clientOf(sandbox.url), modelId, sent, extra);
      const error = failing[name];
      if (error !== undefined) {
        await assert.rejects(answer, { name: error });
        return;
      }
      const text = JSON.stringify(await answer);
      assert.match(text, shows[name] ?? /sandbox/);
    });
});

function parsed(text: string): Json {
  const errors: ParseError[] = [];
  const value: Json = parse(text, errors, { allowTrailingComma: true });
  assert.deepEqual(errors, []);
  return value;
}

function withVariables(body: Json, variables: Readonly<Record<string, string>> | undefined): Json {
  if (!variables) return body;
  const text = JSON.stringify(body).replaceAll(
    /\{\{(\w+)\}\}/g,
    (whole, name: string) => variables[name] ?? whole,
  );
  return JSON.parse(text);
}
