import assert from "node:assert/strict";
import { once } from "node:events";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { chunk, frame, streamHeaders } from "../../../fakes/eventStream.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { withFaultServer } from "../../../fakes/faultServer.ts";
import {
  errorOf,
  invokeOnce,
  ofType,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";

const maxAnswerBytes = 1024 * 1024;

/** Sends a part over and over until the client has gone. */
function endless(status: number, headers: Record<string, string>, part: Uint8Array): Answer {
  return async (response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    response.writeHead(status, headers);
    while (!response.destroyed)
      if (!response.write(part))
        await once(response, "drain", { signal: gone.signal }).catch(() => {});
  };
}

const json = { "content-type": "application/json" };
const zeros = Buffer.alloc(65_536, "0");

describe("an answer without an end", () => {
  it("ends a whole answer with an error that names the limit, and keeps what came", () =>
    withFaultServer(endless(200, json, zeros), async ({ url, requests, connectionClosed }) => {
      const told = await invokeOnce(plainCall, unsigned(url, { maxAnswerBytes }));
      const error = errorOf(told);
      assert.equal(error.name, "AnswerTooLarge");
      assert.match(error.message, /limit of 1 MB/);
      assert.equal(error.members["maxBytes"], maxAnswerBytes);
      assert.ok(!error.retryable);
      assert.equal(requests.length, 1);
      const [body] = ofType(told, "body");
      assert.ok(body && body.bytes.length > maxAnswerBytes / 2);
      assert.ok(body.bytes.length <= maxAnswerBytes);
      assert.ok(body.bytes.every((byte) => byte === 48));
      const state = told.events.reduce(foldRunEvent, initialRunState());
      assert.deepEqual(state.body, body.bytes);
      assert.ok(!state.complete);
      await connectionClosed;
    }));

  const streams: readonly (readonly [string, Buffer])[] = [
    ["of chunks", chunk({ completion: "x".repeat(10_000) })],
    ["of events that nobody knows", frame({ ":message-type": "event", ":event-type": "x" }, zeros)],
    ["of one frame that says it is longer", Buffer.concat([Buffer.from([0x7f, 0, 0, 0]), zeros])],
  ];
  for (const [what, part] of streams) {
    it(`ends a stream ${what}`, () =>
      withFaultServer(endless(200, streamHeaders, part), async ({ url, connectionClosed }) => {
        const told = await invokeOnce(streamCall, unsigned(url, { maxAnswerBytes }));
        const error = errorOf(told);
        if (what.startsWith("of one frame"))
          assert.match(error.name, /AnswerTooLarge|StreamBroken/);
        else assert.equal(error.name, "AnswerTooLarge");
        assert.equal(error.requestId, "req-1");
        const bytes = ofType(told, "chunk").reduce(
          (sum, each) => sum + (each.bytes?.length ?? 0),
          0,
        );
        assert.ok(bytes <= maxAnswerBytes);
        if (what === "of chunks") assert.ok(bytes > maxAnswerBytes / 2);
        await connectionClosed;
      }));
  }

  it("ends an error of the service, which keeps its status", () =>
    withFaultServer(endless(400, json, zeros), async ({ url, connectionClosed }) => {
      const told = await invokeOnce(plainCall, unsigned(url, { maxAnswerBytes }));
      const error = errorOf(told);
      assert.equal(error.name, "AnswerTooLarge");
      assert.equal(error.httpStatus, 400);
      await connectionClosed;
    }));

  it("of exactly the limit is taken", () =>
    withFaultServer(
      (response) => void response.writeHead(200, json).end(`"${"x".repeat(98)}"`),
      async ({ url }) => {
        const exact = await invokeOnce(plainCall, unsigned(url, { maxAnswerBytes: 100 }));
        assert.equal(exact.final.type, "finished");
        const over = await invokeOnce(plainCall, unsigned(url, { maxAnswerBytes: 99 }));
        assert.equal(over.final.type, "failed");
      },
    ));
});
