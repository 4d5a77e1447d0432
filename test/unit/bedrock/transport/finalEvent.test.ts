import assert from "node:assert/strict";
import { once } from "node:events";
import { connectionDefaults } from "../../../../src/bedrock/aws/connection.ts";
import { invoke } from "../../../../src/bedrock/engine.ts";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import { chunk, stream } from "../../../fakes/eventStream.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import {
  errorOf,
  invokeOnce,
  ofType,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";

describe("the final event", () => {
  const oddities: readonly (readonly [unknown, string, string])[] = [
    [{ __type: "ValidationException", message: { a: 1 } }, "ValidationException", '{"a":1}'],
    [{ __type: "ValidationException", message: 5 }, "ValidationException", "5"],
    [{ __type: "ValidationException", message: ["x"] }, "ValidationException", '["x"]'],
    [{ __type: "ValidationException", message: null }, "ValidationException", ""],
    [{ __type: { a: 1 }, message: "words" }, "Unknown", "words"],
    [{ __type: { a: 1 } }, "Unknown", '{"__type":{"a":1}}'],
    [{ code: ["x"], name: 7 }, "Unknown", ""],
    [{ name: { a: 1 }, stack: 1, cause: 2, message: "words" }, "Unknown", "words"],
  ];
  for (const [body, name, message] of oddities) {
    for (const call of [plainCall, streamCall]) {
      it(`comes when the service's error is ${JSON.stringify(body)} (${call.operation})`, () =>
        withFaultServer(json(400, body), async ({ url }) => {
          const error = errorOf(await invokeOnce(call, unsigned(url, { maxAttempts: 1 })));
          assert.equal(error.httpStatus, 400);
          assert.equal(error.name, name);
          assert.equal(typeof error.message, "string");
          if (message) assert.equal(error.message, message);
        }));
    }
  }

  it("comes when a listener throws at every event, and what it threw is not lost", () =>
    withFaultServer(json(200, { ok: true }), async ({ url }) => {
      const types: string[] = [];
      const warned = once(process, "warning");
      await invoke(plainCall, unsigned(url), {
        signal: new AbortController().signal,
        onEvent: ({ type }) => {
          types.push(type);
          throw new Error("the listener's own fault");
        },
      });
      assert.deepEqual(types, ["started", "attempt", "response", "body", "finished"]);
      const [warning] = await warned;
      assert.match(String(warning), /the listener's own fault/);
    }));

  it("comes when our own code fails where nothing was expected to", async () => {
    const events: RunEvent[] = [];
    const connection = Object.defineProperty({ ...unsigned("http://127.0.0.1:1") }, "endpointUrl", {
      enumerable: true,
      get: () => {
        throw new Error("out of the blue");
      },
    });
    await invoke(plainCall, connection, {
      signal: new AbortController().signal,
      onEvent: (event) => events.push(event),
    });
    assert.deepEqual(
      events.map(({ type }) => type),
      ["started", "failed"],
    );
    const [, failed] = events;
    assert.ok(failed?.type === "failed");
    assert.equal(failed.error.name, "InternalError");
    assert.match(failed.error.message, /out of the blue/);
    assert.equal(failed.error.reason, "internalError");
  });
});

describe("a cancelled run", () => {
  it("keeps what had arrived of an answer", () =>
    withFaultServer(
      (response) => void response.writeHead(200, { "content-type": "application/json" }).write("{"),
      async ({ url }) => {
        const abort = new AbortController();
        const events: RunEvent[] = [];
        await invoke(plainCall, unsigned(url), {
          signal: abort.signal,
          onEvent: (event) => {
            events.push(event);
            // The first bytes come with the headers or right behind them.
            if (event.type === "response") setTimeout(() => abort.abort(), 100);
          },
        });
        const [body, final] = events.slice(-2);
        assert.ok(body?.type === "body");
        assert.equal(Buffer.from(body.bytes).toString(), "{");
        assert.equal(final?.type, "cancelled");
      },
    ));

  it("asks for no credentials when it was cancelled before it began", async () => {
    const events: string[] = [];
    let asked = 0;
    const connection = {
      ...connectionDefaults,
      region: "us-east-1",
      endpointUrl: "http://127.0.0.1:1",
      credentials: {
        kind: "profile" as const,
        get profile() {
          asked++;
          return "nobody";
        },
      },
    };
    await invoke(plainCall, connection, {
      signal: AbortSignal.abort(),
      onEvent: ({ type }) => events.push(type),
    });
    assert.deepEqual(events, ["started", "cancelled"]);
    assert.equal(asked, 0);
  });
});

describe("a stream", () => {
  it("looks at its call's members as often for many chunks as for one", async () => {
    const reads = await Promise.all(
      [1, 50].map((chunks) =>
        withFaultServer(
          stream(...Array.from({ length: chunks }, (_, n) => chunk({ n }))),
          async ({ url }) => {
            let count = 0;
            const call = {
              ...streamCall,
              get trace() {
                count++;
                return "ENABLED";
              },
            };
            const told = await invokeOnce(call, unsigned(url));
            assert.equal(ofType(told, "chunk").length, chunks);
            return count;
          },
        ),
      ),
    );
    assert.equal(reads[0], reads[1]);
  });
});
