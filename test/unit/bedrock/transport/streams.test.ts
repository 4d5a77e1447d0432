import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import {
  chunk,
  event,
  frame,
  stream,
  streamException,
  streamHeaders,
} from "../../../fakes/eventStream.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { exception, json, withFaultServer } from "../../../fakes/faultServer.ts";
import type { Told } from "../../../fakes/invokeOnce.ts";
import {
  errorOf,
  invokeOnce,
  ofType,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";

const first = chunk({ text: "Grüße 🌊" });
const whole = Buffer.concat([first, chunk({ text: "end" })]);

function texts(told: Told): string[] {
  return ofType(told, "chunk").map(({ bytes }) => (bytes ? Buffer.from(bytes).toString() : "-"));
}
const invokeStream = (answer: Answer, check: (told: Told) => void) =>
  withFaultServer(answer, async ({ url, requests }) => {
    const told = await invokeOnce(streamCall, unsigned(url));
    check(told);
    assert.equal(requests.length, 1, "never sent again once the service has said 200");
  });

const isRetry = ({ type }: RunEvent) => type === "retry";

describe("streams", () => {
  const endings: readonly (readonly [string, Answer, number])[] = [
    ["37, 38 one byte at a time, characters cut", bytewise(whole), 2],
    ["39 with events nobody knows", stream(first, event("newThing", { a: 1 }), chunk({})), 3],
    ["44 without any event", stream(), 0],
    [
      "45 ten thousand chunks at once",
      stream(Buffer.concat(Array.from({ length: 10_000 }, () => first))),
      10_000,
    ],
  ];
  for (const [what, answer, chunks] of endings) {
    it(`${what}: ends well`, () =>
      invokeStream(answer, (told) => {
        assert.equal(told.final.type, "finished");
        assert.equal(ofType(told, "chunk").length, chunks);
        if (chunks > 0) assert.equal(texts(told)[0], '{"text":"Grüße 🌊"}');
      }));
  }

  it("an event without bytes is a chunk without bytes", () =>
    invokeStream(stream(event("chunk", { p: "abc" }), first), (told) => {
      assert.deepEqual(texts(told), ["-", '{"text":"Grüße 🌊"}']);
    }));

  /** The six of the union, then what the union does not know. Name on the wire, name told, members. */
  const inStream: readonly (readonly [string, string, Record<string, unknown>])[] = [
    ["internalServerException", "InternalServerException", {}],
    [
      "modelStreamErrorException",
      "ModelStreamErrorException",
      { originalStatusCode: 500, originalMessage: "x" },
    ],
    ["validationException", "ValidationException", {}],
    ["throttlingException", "ThrottlingException", {}],
    ["modelTimeoutException", "ModelTimeoutException", {}],
    ["serviceUnavailableException", "ServiceUnavailableException", {}],
    ["somethingNewException", "somethingNewException", {}],
  ];
  for (const [wire, name, members] of inStream) {
    for (const before of [[], [first]]) {
      it(`40, 41 ${wire} ${before.length ? "in mid-stream" : "as the first event"} keeps what came and the request id`, () =>
        invokeStream(
          stream(...before, streamException(wire, { message: "so it goes", ...members })),
          (told) => {
            const error = errorOf(told);
            assert.equal(error.name, name);
            assert.equal(error.message, "so it goes");
            assert.equal(error.requestId, "req-1");
            assert.equal(error.httpStatus, undefined);
            assert.deepEqual(error.members, members);
            assert.equal(ofType(told, "chunk").length, before.length);
          },
        ));
    }
  }

  it("42 an error message keeps its code and text", () => {
    const headers = {
      ":message-type": "error",
      ":error-code": "InternalError",
      ":error-message": "broke",
    };
    return invokeStream(stream(first, frame(headers, {})), (told) => {
      assert.equal(errorOf(told).name, "InternalError");
      assert.equal(errorOf(told).message, "broke");
      assert.equal(ofType(told, "chunk").length, 1);
    });
  });

  const badCrc = Buffer.from(first);
  badCrc.writeUInt8(badCrc.readUInt8(badCrc.length - 1) ^ 1, badCrc.length - 1);
  const damaged: readonly (readonly [string, Buffer])[] = [
    ["34 truncated", first.subarray(0, 40)],
    ["35 bad CRC", badCrc],
    ["36 absurd length", Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0xff]), first.subarray(4)])],
    ["36 length of nothing", Buffer.concat([Buffer.from([0, 0, 0, 0]), first.subarray(4)])],
    [
      "text in place of a frame",
      Buffer.from("upstream connect error or disconnect/reset before headers"),
    ],
  ];
  for (const [what, bytes] of damaged) {
    it(`${what}: the stream is broken, what came is kept`, () =>
      invokeStream(stream(first, first, bytes), (told) => {
        assert.equal(errorOf(told).name, "StreamBroken");
        assert.equal(errorOf(told).requestId, "req-1");
        assert.equal(ofType(told, "chunk").length, 2);
      }));
  }

  it("43 a stall ends with the read timeout and closes the connection", () =>
    withFaultServer(
      (response) => void response.writeHead(200, streamHeaders).write(first),
      async ({ url, requests, connectionClosed }) => {
        const told = await invokeOnce(streamCall, unsigned(url, { readTimeoutMs: 100 }));
        assert.equal(errorOf(told).name, "ReadTimeout");
        assert.deepEqual(texts(told), ['{"text":"Grüße 🌊"}']);
        assert.equal(requests.length, 1);
        await connectionClosed;
      },
    ));

  it("35 a damaged stream that goes on is closed", () =>
    withFaultServer(
      (response) => void response.writeHead(200, streamHeaders).write(badCrc),
      async ({ url, connectionClosed }) => {
        const told = await invokeOnce(streamCall, unsigned(url));
        assert.equal(errorOf(told).name, "StreamBroken");
        await connectionClosed;
      },
    ));

  it("chunks are told as they come, not at the end", () =>
    withFaultServer(
      (response) => void response.writeHead(200, streamHeaders).write(first),
      async ({ url }) => {
        const told = await invokeOnce(streamCall, unsigned(url), {
          abortAt: ({ type }) => type === "chunk",
        });
        assert.equal(told.final.type, "cancelled");
        assert.equal(ofType(told, "chunk").length, 1);
      },
    ));
});

const hang: Answer = (response) => void response.writeHead(200, streamHeaders).write(first);

describe("46 abort", () => {
  const stages: readonly (readonly [string, RunEvent["type"], Answer])[] = [
    ["before it is sent", "started", hang],
    ["before the headers", "attempt", () => {}],
    ["at the headers", "response", hang],
    ["at the first chunk", "chunk", hang],
  ];
  for (const [what, type, answer] of stages) {
    it(`${what} is cancelled, not failed, and closes the connection`, () =>
      withFaultServer(answer, async ({ url, connectionClosed }) => {
        const told = await invokeOnce(streamCall, unsigned(url), {
          abortAt: (seen) => seen.type === type,
        });
        assert.equal(told.final.type, "cancelled");
        assert.equal(told.events.at(-2)?.type, type, "nothing is told after it");
        if (type === "response" || type === "chunk") await connectionClosed;
      }));
  }

  for (const call of [plainCall, streamCall]) {
    it(`while the server thinks closes the connection (${call.operation})`, () => {
      const abort = new AbortController();
      return withFaultServer(
        () => abort.abort(),
        async ({ url, connectionClosed }) => {
          const told = await invokeOnce(call, unsigned(url), { signal: abort.signal });
          assert.deepEqual(
            told.events.map(({ type }) => type),
            ["started", "attempt", "cancelled"],
          );
          await connectionClosed;
        },
      );
    });
  }

  it("before the call sends nothing", () =>
    withFaultServer(json(200, {}), async ({ url, requests }) => {
      const told = await invokeOnce(plainCall, unsigned(url), { signal: AbortSignal.abort() });
      assert.deepEqual(
        told.events.map(({ type }) => type),
        ["started", "cancelled"],
      );
      await setImmediate();
      assert.equal(requests.length, 0);
    }));

  it("between two attempts ends the wait and sends no further one", () =>
    withFaultServer(
      exception(503, "ServiceUnavailableException", {}, { "retry-after": "50" }),
      async ({ url, requests }) => {
        const told = await invokeOnce(plainCall, unsigned(url), { abortAt: isRetry });
        assert.deepEqual(
          told.events.map(({ type }) => type),
          ["started", "attempt", "retry", "cancelled"],
        );
        assert.equal(requests.length, 1);
      },
    ));

  it("after the end changes nothing", () =>
    withFaultServer(json(200, {}), async ({ url }) => {
      const abort = new AbortController();
      const told = await invokeOnce(plainCall, unsigned(url), { signal: abort.signal });
      abort.abort();
      assert.equal(told.events.at(-1)?.type, "finished");
    }));

  it("49 stops one of two streams and leaves the other", () =>
    withFaultServer(
      (response, request) => {
        response.writeHead(200, streamHeaders).write(first);
        if (!request.path.includes("stopped")) response.end(chunk({ last: true }));
      },
      async ({ url }) => {
        const [stopped, other] = await Promise.all([
          invokeOnce({ ...streamCall, modelId: "stopped" }, unsigned(url), {
            abortAt: ({ type }) => type === "chunk",
          }),
          invokeOnce(streamCall, unsigned(url)),
        ]);
        assert.equal(stopped.final.type, "cancelled");
        assert.equal(other.final.type, "finished");
        assert.equal(ofType(other, "chunk").length, 2);
      },
    ));
});

function bytewise(bytes: Buffer): Answer {
  return async (response) => {
    response.writeHead(200, streamHeaders);
    for (const byte of bytes) {
      response.write(Buffer.from([byte]));
      await setImmediate();
    }
    response.end();
  };
}
