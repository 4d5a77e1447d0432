import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseRequest } from "../../../../src/core/request/parse.ts";
import { toInvokeCall, type CallOptions } from "../../../../src/core/request/toCall.ts";

const call = (text: string, options?: CallOptions) => toInvokeCall(parseRequest(text), options);
const bodyText = (text: string, options?: CallOptions) => {
  const { body } = call(text, options);
  return body && new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
};

const withVariable = (source: string) =>
  `{"modelId":"m","variables":{"v": ${source} /* why */,},"body":["{{v}}"]}`;

describe("toInvokeCall", () => {
  it("sends the defaults alone where nothing else is said", () => {
    assert.deepEqual(call('{"modelId":"m","body":{}}'), {
      operation: "InvokeModel",
      modelId: "m",
      body: new TextEncoder().encode("{}"),
      contentType: "application/json",
      accept: "application/json",
    });
    assert.equal(call('{"modelId":"m"}').body, undefined);
  });

  it("sends a variable as it is written", () => {
    for (const value of ["1.0", "9007199254740993", "[1.0,  2]", '{"a":1e5}', '"\\u0041"'])
      assert.equal(bodyText(withVariable(value)), `[${value}]`);
    assert.equal(bodyText(withVariable("1.0"), { variables: { v: "given" } }), '["given"]');
    const twice = '{"modelId":"m","variables":{"v":1,"v":2.0},"body":"{{v}}"}';
    assert.equal(bodyText(twice), "2.0");
  });

  it("sends each member as it is written", () => {
    const members = {
      operation: "InvokeModelWithResponseStream",
      modelId: "a",
      contentType: "b",
      accept: "c",
      guardrailIdentifier: "d",
      guardrailVersion: "e",
      trace: "f",
      performanceConfigLatency: "g",
      serviceTier: "h",
    };
    const { body, requestMetadata, ...rest } = call(
      JSON.stringify({ ...members, requestMetadata: { k: "v", "é\n": "\ud83d\ude00" }, body: 1 }),
    );
    assert.deepEqual(rest, members);
    assert.equal(requestMetadata, '{"k":"v","\\u00e9\\n":"\\ud83d\\ude00"}');
    assert.deepEqual(body, new TextEncoder().encode("1"));
  });

  it("leaves out what is no text", () => {
    const text = '{"modelId":"m","trace":true,"accept":1,"requestMetadata":"x","body":{}}';
    const { trace, accept, requestMetadata } = call(text);
    assert.deepEqual([trace, accept, requestMetadata], [undefined, "application/json", undefined]);
  });

  it("goes by the sender's choice of operation before the file's", () => {
    const streaming = '{"operation":"InvokeModelWithResponseStream","modelId":"m"}';
    assert.equal(call(streaming, { streaming: false }).operation, "InvokeModel");
    assert.equal(call("{}", { streaming: true }).operation, "InvokeModelWithResponseStream");
    assert.equal(call(streaming).operation, "InvokeModelWithResponseStream");
  });

  it("sends any JSON body byte for byte, wherever and however it stands", () => {
    const layouts = fc.constantFrom(
      (body: string) => `{"modelId":"m","body":${body}}`,
      (body: string) => `\ufeff{\r\n\t"body" : ${body} ,\r\n "modelId": "m" }\r\n`,
      (body: string) => `// c\n{"body": /* b */ ${body} // e\n, "trace": "x",}`,
    );
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2, "\t"), layouts, (json, indent, layOut) => {
        const body = JSON.stringify(JSON.parse(json), null, indent);
        assert.equal(bodyText(layOut(body)), body);
      }),
    );
  });

  it("keeps numbers, escapes, order and doubled keys as they are written", () => {
    const body =
      '{ "z":1.0,"a":1e400, "n" : -0, "b":9007199254740993, "z": "\\u00E9\\/", "__proto__":{} }';
    assert.equal(bodyText(`{"modelId":"m","body":${body}}`), body);
    assert.equal(bodyText(`{"modelId":"m","variables":{},"body":${body}}`), body);
  });

  it("takes comments and trailing commas out, and nothing else", () => {
    assert.equal(
      bodyText('{"body":{ "a": [1, 2, ], // x\n "u": "http://x/*y*/", /* z */ }}'),
      '{ "a": [1, 2 ], \n "u": "http://x/*y*/"  }',
    );
  });

  it("sends 200,000 levels", () => {
    const body = "[".repeat(200_000) + "]".repeat(200_000);
    assert.equal(bodyText(`{"modelId":"m","body":${body}}`), body);
    assert.equal(bodyText(`{"modelId":"m","variables":{},"body":${body}}`), body);
  });

  it("sends a body file's bytes untouched, placeholders and all", () => {
    const bytes = new Uint8Array([0xff, 0x00, 0x7b, 0x7b]);
    const text = '{"modelId":"m","bodyFile":"b","variables":{"x":"1"}}';
    assert.equal(call(text, { bodyFile: bytes, variables: { x: "2" } }).body, bytes);
  });

  it("puts variables in only where the file declares any", () => {
    assert.equal(bodyText('{"body":"{{a}}"}', { variables: { a: "x" } }), '"{{a}}"');
    const declared = '{"variables":{"a":"file","b":"kept"},"body":"{{a}} {{b}}"}';
    assert.equal(bodyText(declared), '"file kept"');
    assert.equal(bodyText(declared, { variables: { a: "given" } }), '"given kept"');
  });
});
