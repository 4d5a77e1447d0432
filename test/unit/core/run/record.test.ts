import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readRunRecord } from "../../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { anyChunk } from "./anyChunk.ts";
import { answer, bytesOf, chunkEvents, errorOf, foldAll, startedWith, stream } from "./play.ts";

const savedAt = "2026-11-21T10:00:01.000Z";
const write = (state: RunState, redact = false) => writeRunRecord(state, { savedAt, redact });

function readBack(state: RunState, redact = false) {
  const read = readRunRecord(write(state, redact));
  assert.ok(read.ok);
  return read.record;
}

const kindOf = (text: string) => {
  const read = readRunRecord(text);
  return read.ok ? "fine" : read.problem.kind;
};

describe("writeRunRecord", () => {
  it("lists request, connection, response, decoded and metrics, and nothing that is absent", () => {
    const state = foldAll([
      startedWith({
        guardrailIdentifier: "abc",
        guardrailVersion: "DRAFT",
        trace: "ENABLED_FULL",
        performanceConfigLatency: "optimized",
        serviceTier: "flex",
        requestMetadata: '{"team":"search"}',
      }),
      { type: "attempt", atMs: 1, attempt: 1 },
      {
        type: "response",
        atMs: 5,
        status: 200,
        headers: { "content-type": "application/json", "x-amzn-requestid": "r-1" },
      },
      { type: "body", atMs: 9, bytes: bytesOf('{"completion":"Hi"}') },
      { type: "finished", atMs: 10 },
    ]);
    assert.deepEqual(JSON.parse(write(state)), {
      version: 1,
      savedAt,
      status: "done",
      complete: true,
      request: {
        operation: "InvokeModel",
        modelId: "test.model-v1:0",
        contentType: "application/json",
        accept: "application/json",
        guardrailIdentifier: "abc",
        guardrailVersion: "DRAFT",
        trace: "ENABLED_FULL",
        performanceConfigLatency: "optimized",
        serviceTier: "flex",
        requestMetadata: { team: "search" },
        body: { prompt: "Hi" },
      },
      connection: { region: "us-east-1", endpointHost: "127.0.0.1:4599" },
      response: {
        status: 200,
        requestId: "r-1",
        contentType: "application/json",
        headers: { "content-type": "application/json", "x-amzn-requestid": "r-1" },
        body: { completion: "Hi" },
      },
      decoded: {
        shape: "anthropic.completion",
        text: "Hi",
        reasoning: "",
        toolCalls: [],
        citations: [],
        images: [],
        embeddings: [],
        results: [],
      },
      metrics: { wallMs: 10, attempts: 1 },
    });
  });

  it("names the schema it is given, first", () => {
    const text = writeRunRecord(answer({}), { savedAt, redact: true, schema: "./run.schema.json" });
    assert.ok(text.startsWith('{\n  "$schema": "./run.schema.json",\n  "version": 1,'));
  });

  it("writes an error with its members beside its own, which they cannot replace", () => {
    const error = errorOf({
      httpStatus: 424,
      requestId: "r-2",
      members: { originalStatusCode: 500, name: "Imposter", resourceName: "m" },
    });
    const state = foldAll([startedWith(), { type: "failed", atMs: 3, error }]);
    assert.deepEqual(JSON.parse(write(state)).error, {
      name: "ThrottlingException",
      httpStatus: 424,
      message: "Too many requests.",
      requestId: "r-2",
      retryable: true,
      attempts: 3,
      originalStatusCode: 500,
      resourceName: "m",
      remedy: "Wait, then retry.",
    });
    assert.equal(JSON.parse(write(state)).response, undefined);
  });

  it("keeps JSON bodies as they are, number by number and blank by blank", () => {
    const body =
      ' {"a": 1.0, "a": 9007199254740993,\r\n\t"__proto__": 1e2, "s": "\\ud800\\u0041"}\n';
    const sent = '{"prompt":"Hi","seed":1.50}\n\n';
    const state = foldAll([
      startedWith({ body: bytesOf(sent) }),
      { type: "body", atMs: 9, bytes: bytesOf(body) },
      { type: "finished", atMs: 10 },
    ]);
    assert.ok(write(state).includes(body));
    assert.ok(write(state).includes(sent));
    assert.deepEqual(readBack(state).responseBody, bytesOf(body));
    assert.deepEqual(readBack(state).requestBody, bytesOf(sent));
  });

  it("writes other text as text and other bytes as base64", () => {
    const html = "\uFEFF<html>\u2028 & \0 </html>";
    assert.equal(JSON.parse(write(answer(bytesOf(html)))).response.bodyText, html);
    assert.equal(JSON.parse(write(answer(new Uint8Array([255, 0])))).response.bodyBase64, "/wA=");
    assert.equal(JSON.parse(write(answer(new Uint8Array()))).response.bodyText, "");
  });

  it("writes one object a chunk: JSON, text, base64, or the time alone", () => {
    const state = stream([{ a: 1 }, bytesOf("{cut"), new Uint8Array([255]), undefined]);
    assert.deepEqual(JSON.parse(write(state)).response.events, [
      { atMs: 10, chunk: { a: 1 } },
      { atMs: 11, chunkText: "{cut" },
      { atMs: 12, chunkBase64: "/w==" },
      { atMs: 13 },
    ]);
    assert.deepEqual(JSON.parse(write(stream([]))).response.events, []);
  });

  it("leaves no cookie and no key in the headers, however they came in", () => {
    const state = answer({});
    const names = ["Set-Cookie", "authorization", "X-Amz-Security-Token", "proxy-authorization"];
    const headers = Object.fromEntries(names.map((name) => [name, "hush"]));
    assert.ok(state.response);
    const leaky = { ...state, response: { ...state.response, headers: { ...headers, a: "b" } } };
    assert.deepEqual(JSON.parse(write(leaky)).response.headers, { a: "b" });
  });

  it("gives back the bytes of any request, answer and chunk", () => {
    fc.assert(
      fc.property(
        anyChunk,
        anyChunk,
        fc.array(anyChunk, { maxLength: 5 }),
        (sent, body, chunks) => {
          const whole = foldAll([
            startedWith({ body: sent }),
            { type: "body", atMs: 1, bytes: body ?? new Uint8Array() },
            { type: "finished", atMs: 2 },
          ]);
          assert.deepEqual(readBack(whole).requestBody, sent);
          assert.deepEqual(readBack(whole).responseBody, body ?? new Uint8Array());
          assert.deepEqual(readBack(stream(chunks)).events, stream(chunks).events.toArray());
        },
      ),
      { numRuns: 300 },
    );
  });

  it("takes an answer of 25 MB and one of 200,000 levels", () => {
    const item = '{"n":1.0,"text":"0123456789012345678901234567890123456789"},';
    const items = item.repeat(Math.ceil(25_000_000 / item.length)).slice(0, -1);
    const large = bytesOf(`{"completion":"Hi","rest":[${items}]}`);
    assert.ok(Buffer.from(large).equals(readBack(answer(large), true).responseBody ?? large));
    const nest = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const deep = `{"amazon-bedrock-trace":{"guardrail":{"x":${nest},"match":"hush"}},
      "output":{"message":{"content":[{"toolUse":{"name":"t","input":${nest}}}]}}}`;
    const record = readBack(answer(bytesOf(deep)), true);
    const shown = Buffer.from(record.responseBody ?? []).toString("utf8");
    assert.equal(shown, deep.replace("hush", "[redacted]"));
  });
});

describe("redaction", () => {
  const trace = {
    guardrail: {
      modelOutput: ["The account is 1234561666."],
      outputs: [
        {
          abc: {
            sensitiveInformationPolicy: {
              regexes: [{ name: "Account", match: "1234561666", action: "ANONYMIZED" }],
            },
          },
        },
      ],
    },
  };
  const whole = {
    outputText: "The account is {Account}. My match is tennis.",
    match: "not the guardrail's",
    "amazon-bedrock-guardrailAction": "INTERVENED",
    "amazon-bedrock-trace": trace,
  };

  it("takes matches and model output out of body, events and decoded trace, and nothing else", () => {
    for (const state of [answer(whole), stream([{ outputText: "a" }, whole])]) {
      assert.ok(write(state, false).includes("1234561666"));
      const text = write(state, true);
      assert.ok(!text.includes("1234561666"));
      const plain = write(state, false)
        .replaceAll('"1234561666"', '"[redacted]"')
        .replaceAll('"The account is 1234561666."', '"[redacted]"');
      assert.equal(text, plain);
    }
  });

  it("sees through escapes, doubled members, odd kinds, broken JSON and broken UTF-8", () => {
    const bodies = [
      String.raw`{"amazon\u002dbedrock-trace":{"guardrail":{"\u006datch":"hush-1"}}}`,
      '{"amazon-bedrock-trace":{"match":"hush-2"},"amazon-bedrock-trace":{"match":"hush-3"}}',
      '{"amazon-bedrock-trace":{"guardrail":{"match":{"deeper":["hush-4",112233]}}}}',
      '{"amazon-bedrock-trace":{"guardrail":{"modelOutput":["hush-5","hush-6',
      '{"amazon-bedrock-trace":{"guardrail":{"match":"hush-7"}}}\xff',
      '[{"amazon-bedrock-trace":{"guardrail":{"match":"hush-8"}}}]',
    ];
    for (const body of bodies) {
      const state = answer(Uint8Array.from(Buffer.from(body, "latin1")));
      const record = readBack(state, true);
      const saved = Buffer.from(record.responseBody ?? []).toString("latin1");
      assert.ok(!/hush|112233/.test(saved), saved);
      assert.ok(saved.includes('"[redacted]"'), saved);
      assert.doesNotMatch(write(state, true), /hush|112233/);
    }
  });
});

describe("readRunRecord", () => {
  it("tells how the run ended, and whether its answer is whole", () => {
    const cut = chunkEvents([{ completion: "Hi", stop_reason: null }]);
    const body = { type: "body", atMs: 9, bytes: bytesOf('{"completion":"H') } as const;
    const stop = chunkEvents([{ completion: "Hi", stop_reason: "stop_sequence" }]);
    const end = { type: "finished", atMs: 99 } as const;
    const cancel = { type: "cancelled", atMs: 99 } as const;
    const fail = { type: "failed", atMs: 99, error: errorOf() } as const;
    for (const [events, status, complete] of [
      [[...stop, end], "done", true],
      [[...cut, end], "done", false],
      [[...cut, cancel], "cancelled", false],
      [[...cut, fail], "failed", false],
      [[startedWith(), body, cancel], "cancelled", false],
      [[startedWith(), body, fail], "failed", false],
      [cut, "running", false],
    ] as const) {
      const record = readBack(foldAll(events));
      assert.deepEqual([record.status, record.complete], [status, complete]);
    }
    const old = readRunRecord('{"version":1,"status":"odd","complete":1}');
    assert.ok(old.ok);
    assert.deepEqual([old.record.status, old.record.complete], [undefined, undefined]);
  });

  it("says what is wrong with a file it cannot read", () => {
    const text = write(answer({ completion: "Hi" }));
    assert.equal(kindOf(text), "fine");
    assert.equal(kindOf(text.slice(0, -9)), "broken");
    assert.equal(kindOf(""), "broken");
    assert.equal(kindOf("[]"), "stranger");
    assert.equal(kindOf('{"modelId":"m"}'), "stranger");
    assert.equal(kindOf('{"version":2}'), "newer");
  });

  it("reads any JSON without throwing", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        readRunRecord(json);
        const read = readRunRecord(`{"version":1,"request":${json},"response":${json}}`);
        assert.ok(read.ok);
      }),
    );
  });

  it("reads a record that a formatter has laid out anew: the same JSON, other blanks", () => {
    const text = write(foldAll(chunkEvents([{ a: [1, 2] }])));
    const read = readRunRecord(JSON.stringify(JSON.parse(text), undefined, 4));
    assert.ok(read.ok);
    const chunk = Buffer.from(read.record.events[0]?.bytes ?? []).toString("utf8");
    assert.deepEqual(JSON.parse(chunk), { a: [1, 2] });
  });
});
