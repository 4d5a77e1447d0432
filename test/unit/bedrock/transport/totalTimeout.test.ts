import assert from "node:assert/strict";
import { chunk, streamHeaders } from "../../../fakes/eventStream.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { exception, json, withFaultServer } from "../../../fakes/faultServer.ts";
import {
  errorOf,
  invokeOnce,
  ofType,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";

const totalTimeoutMs = 1000;

describe("a limit for the whole call", () => {
  const answers: readonly (readonly [string, typeof plainCall, Answer])[] = [
    ["nobody answers", plainCall, () => {}],
    [
      "the service asks to wait longer",
      plainCall,
      exception(429, "ThrottlingException", {}, { "retry-after": "20" }),
    ],
  ];
  for (const [what, call, answer] of answers) {
    it(`ends it when ${what}`, () =>
      withFaultServer(answer, async ({ url, requests, connectionClosed }) => {
        const told = await invokeOnce(call, unsigned(url, { totalTimeoutMs }));
        const error = errorOf(told);
        assert.deepEqual([error.name, error.attempts], ["TotalTimeout", 1]);
        assert.match(error.message, /1 s/);
        assert.equal(requests.length, 1);
        if (what === "nobody answers") await connectionClosed;
      }));
  }

  it("ends a stream that never falls silent; what came is kept, and the connection closed", () =>
    withFaultServer(
      (response) => {
        response.writeHead(200, streamHeaders);
        const timer = setInterval(() => response.write(chunk({ text: "on " })), 10);
        response.once("close", () => clearInterval(timer));
      },
      async ({ url, connectionClosed }) => {
        const told = await invokeOnce(streamCall, unsigned(url, { totalTimeoutMs }));
        const error = errorOf(told);
        assert.equal(error.name, "TotalTimeout");
        assert.equal(error.requestId, "req-1");
        assert.ok(ofType(told, "chunk").length > 0);
        await connectionClosed;
      },
    ));

  it("keeps what had come of a whole answer", () =>
    withFaultServer(
      (response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        response.write('{"half":');
      },
      async ({ url }) => {
        const told = await invokeOnce(plainCall, unsigned(url, { totalTimeoutMs }));
        assert.equal(errorOf(told).name, "TotalTimeout");
        assert.deepEqual(
          ofType(told, "body").map(({ bytes }) => Buffer.from(bytes).toString()),
          ['{"half":'],
        );
      },
    ));

  it("is none with 0, and none beyond what a timer can wait for", () =>
    withFaultServer(json(200, { ok: true }), async ({ url }) => {
      for (const limit of [0, undefined, Number.MAX_SAFE_INTEGER]) {
        const told = await invokeOnce(plainCall, unsigned(url, { totalTimeoutMs: limit }));
        assert.equal(told.final.type, "finished");
      }
    }));

  it("leaves a cancelled call cancelled", () =>
    withFaultServer(
      () => {},
      async ({ url }) => {
        const told = await invokeOnce(plainCall, unsigned(url, { totalTimeoutMs }), {
          abortAt: ({ type }) => type === "attempt",
        });
        assert.equal(told.final.type, "cancelled");
      },
    ));
});
