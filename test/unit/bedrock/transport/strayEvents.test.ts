import assert from "node:assert/strict";
import {
  chunk,
  event,
  frame,
  stream,
  streamException,
  streamHeaders,
} from "../../../fakes/eventStream.ts";
import { withFaultServer } from "../../../fakes/faultServer.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import type { Told } from "../../../fakes/invokeOnce.ts";
import { errorOf, invokeOnce, ofType, streamCall, unsigned } from "../../../fakes/invokeOnce.ts";

const told = (answer: Answer) =>
  withFaultServer(answer, ({ url }) => invokeOnce(streamCall, unsigned(url)));

/** Each chunk's type, and its bytes as Latin-1 text. */
function events(run: Told): (readonly [string | undefined, string | undefined])[] {
  return ofType(run, "chunk").map(
    ({ eventType, bytes }) => [eventType, bytes && Buffer.from(bytes).toString("latin1")] as const,
  );
}

const one = chunk('{"n":1}');
const two = chunk('{"n":2}');
const answers = [
  [undefined, '{"n":1}'],
  [undefined, '{"n":2}'],
] as const;

describe("stream events that the SDK has no model for", () => {
  it("are told in their place with their type and their payload to the byte", async () => {
    const binary = Buffer.from([0, 255, 128, 10]);
    const run = await told(
      stream(
        event("usageReport", Buffer.from('{"credits": 9007199254740993}')),
        one,
        frame({ ":event-type": "sound", ":message-type": "event" }, binary),
        two,
        event("nothing", Buffer.alloc(0)),
      ),
    );
    assert.equal(run.final.type, "finished");
    assert.deepEqual(events(run), [
      ["usageReport", '{"credits": 9007199254740993}'],
      answers[0],
      ["sound", binary.toString("latin1")],
      answers[1],
      ["nothing", ""],
    ]);
  });

  it("are found however the frames are cut", async () => {
    const bytes = Buffer.concat([event("x", { a: "ü" }), one, event("y", {}), two]);
    const run = await told(async (response) => {
      response.writeHead(200, streamHeaders);
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    });
    assert.deepEqual(
      events(run).map(([type]) => type),
      ["x", undefined, "y", undefined],
    );
  });

  it("may bear the names of an object's own members", async () => {
    const run = await told(
      stream(
        event("__proto__", { a: 1 }),
        event("constructor", { b: 2 }),
        event("toString", {}),
        one,
      ),
    );
    assert.equal(run.final.type, "finished");
    assert.deepEqual(events(run).at(-1), answers[0]);
    assert.deepEqual(events(run).at(-2), ["toString", "{}"]);
  });

  it("tell a chunk's payload where it has members in place of bytes, and no padding", async () => {
    const run = await told(
      stream(event("chunk", { text: "Hi", p: "abc" }), event("chunk", { p: "abcd" }), one),
    );
    assert.deepEqual(events(run), [
      ["chunk", '{"text":"Hi","p":"abc"}'],
      [undefined, undefined],
      answers[0],
    ]);
  });

  it("lose nothing of a chunk that has other members besides", async () => {
    const bytes = Buffer.from('{"n":1}').toString("base64");
    const run = await told(stream(event("chunk", { sequence: 7, bytes, p: "x", more: [1] })));
    assert.deepEqual(events(run), [answers[0]]);
  });

  it("do not hide an exception of an unknown type: that is the run's error, with what came before", async () => {
    const run = await told(
      stream(one, event("notice", {}), streamException("quotaGoneException", { message: "No." })),
    );
    const error = errorOf(run);
    assert.deepEqual([error.name, error.message], ["quotaGoneException", "No."]);
    assert.deepEqual(
      events(run).map(([type]) => type),
      [undefined, "notice"],
    );
  });
});
