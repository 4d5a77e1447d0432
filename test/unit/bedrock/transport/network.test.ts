import assert from "node:assert/strict";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { chunk, event, streamHeaders } from "../../../fakes/eventStream.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import {
  errorOf,
  invokeOnce,
  ofType,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";

const html = "<!doctype html><title>Sign in</title><p>Please sign in to the network</p>";

function page(status: number, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "text/html", ...headers }).end(html);
  };
}

describe("faults of the network", () => {
  it("1 a port where nobody listens is tried three times", async () => {
    const error = errorOf(
      await invokeOnce(plainCall, unsigned(`http://127.0.0.1:${await freePort()}`)),
    );
    assert.equal(error.name, "ConnectionRefused");
    assert.equal(error.attempts, 3);
    assert.equal(error.httpStatus, undefined);
  });

  const cuts: readonly (readonly [string, Answer, number, string])[] = [
    ["7 a reset before the headers", (response) => void response.socket?.resetAndDestroy(), 3, ""],
    [
      "8 a cut inside the body",
      async (response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        await new Promise((resolve) => response.write('{"half":', resolve));
        response.socket?.resetAndDestroy();
      },
      1,
      '{"half":',
    ],
  ];
  for (const [what, answer, attempts, kept] of cuts) {
    it(`${what} is sent ${attempts} times; what arrived is kept`, () =>
      withFaultServer(answer, async ({ url, requests }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        const error = errorOf(told);
        assert.equal(error.name, "ConnectionReset");
        assert.equal(error.attempts, attempts);
        assert.equal(requests.length, attempts);
        assert.equal(
          ofType(told, "body")
            .map(({ bytes }) => Buffer.from(bytes).toString())
            .join(""),
          kept,
        );
      }));
  }

  it("9, 10 no answer within the read timeout is not sent again", () =>
    withFaultServer(
      () => {},
      async ({ url, requests, connectionClosed }) => {
        const error = errorOf(await invokeOnce(plainCall, unsigned(url, { readTimeoutMs: 100 })));
        assert.equal(error.name, "ReadTimeout");
        assert.equal(error.attempts, 1);
        assert.equal(requests.length, 1);
        await connectionClosed;
      },
    ));

  it("9 a read timeout of 0 waits", () =>
    withFaultServer(
      (response, request, attempt) =>
        new Promise<void>((resolve) => {
          setTimeout(() => resolve(json(200, {})(response, request, attempt) as void), 50);
        }),
      async ({ url }) => {
        const told = await invokeOnce(
          plainCall,
          unsigned(url, { readTimeoutMs: 0, connectTimeoutMs: 0 }),
        );
        assert.equal(told.final.type, "finished");
      },
    ));

  const pages: readonly (readonly [string, Answer, number])[] = [
    ["11 a proxy's 407", page(407), 407],
    ["13 a gateway's 502", page(502), 502],
    ["14 a captive portal's 200", page(200), 200],
    ["15 a redirect", page(302, { location: "https://login.example/x?token=1" }), 302],
    [
      "32 an error that is not JSON",
      (response) => void response.writeHead(500).end("upstream failed"),
      500,
    ],
    ["a 403 without a body", (response) => void response.writeHead(403).end(), 403],
  ];
  for (const [what, answer, status] of pages) {
    for (const call of [plainCall, streamCall]) {
      it(`${what} is shown as what it is (${call.operation})`, () =>
        withFaultServer(answer, async ({ url }) => {
          const told = await invokeOnce(call, unsigned(url, { maxAttempts: 1 }));
          const error = errorOf(told);
          assert.equal(error.name, "UnexpectedContent");
          assert.equal(error.httpStatus, status);
          assert.match(error.message, new RegExp(`^HTTP ${status} with`));
          assert.doesNotMatch(error.message, /token=1|Deserialization/);
          if (status === 200) {
            assert.match(error.message, /Please sign in to the network/);
            assert.equal(Buffer.from(ofType(told, "body")[0]?.bytes ?? []).toString(), html);
          }
        }));
    }
  }

  it("14 JSON that says it is text is not refused", () =>
    withFaultServer(
      (response) => void response.writeHead(200, { "content-type": "text/plain" }).end('{"ok":1}'),
      async ({ url }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.equal(told.final.type, "finished");
        assert.equal(Buffer.from(ofType(told, "body")[0]?.bytes ?? []).toString(), '{"ok":1}');
      },
    ));

  it("14 a 200 that says it is JSON and is not is an error, and its bytes are kept", async () => {
    const large = `{"a":"${"x".repeat(5_000_000)}`;
    for (const [text, accept] of [
      ["{broken", "application/json"],
      ["{broken", "image/png"],
      [large, "application/json"],
    ] as const) {
      const answer: Answer = (response) =>
        void response.writeHead(200, { "content-type": "application/json" }).end(text);
      await withFaultServer(answer, async ({ url }) => {
        const told = await invokeOnce({ ...plainCall, accept }, unsigned(url));
        assert.equal(errorOf(told).name, "UnexpectedContent");
        assert.equal(Buffer.from(ofType(told, "body")[0]?.bytes ?? []).toString(), text);
      });
    }
  });

  it("a large answer that is JSON by its ends is an answer", () =>
    withFaultServer(json(200, { a: "x".repeat(5_000_000) }), async ({ url }) => {
      assert.equal((await invokeOnce(plainCall, unsigned(url))).final.type, "finished");
    }));

  for (const status of [200, 204]) {
    it(`50 a ${status} without a body says that none came`, () =>
      withFaultServer(
        (response) => void response.writeHead(status).end(),
        async ({ url }) => {
          const told = await invokeOnce(plainCall, unsigned(url));
          const error = errorOf(told);
          assert.equal(error.name, "UnexpectedContent");
          assert.equal(error.message, `HTTP ${status} with no body`);
          assert.equal(error.reason, "answerEmpty");
          assert.deepEqual(
            ofType(told, "body").map(({ bytes }) => bytes.length),
            [0],
          );
        },
      ));
  }

  it("timeouts longer than a timer can wait do not fire at once", () =>
    withFaultServer(json(200, { ok: true }), async ({ url }) => {
      const warnings: string[] = [];
      const onWarning = ({ name }: Error) => warnings.push(name);
      process.on("warning", onWarning);
      const endless = { readTimeoutMs: 1e12, connectTimeoutMs: 1e12, maxAttempts: 1 };
      const told = await invokeOnce(plainCall, unsigned(url, endless));
      process.off("warning", onWarning);
      assert.equal(told.final.type, "finished");
      // Node's word for a timer that it fires after one millisecond.
      assert.ok(!warnings.includes("TimeoutOverflowWarning"));
    }));

  it("16 a network that comes back after two failures is an answer with three attempts", () =>
    withFaultServer(
      (response, request, attempt) =>
        attempt < 3
          ? void response.socket?.destroy()
          : json(200, { ok: true })(response, request, attempt),
      async ({ url }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.equal(told.final.type, "finished");
        assert.equal(ofType(told, "attempt").length, 3);
      },
    ));

  it("a server that speaks no HTTP is said to", async () => {
    const server = createServer((socket) =>
      socket.on("error", () => {}).end("SSH-2.0-OpenSSH\r\n"),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const error = errorOf(
      await invokeOnce(plainCall, unsigned(`http://127.0.0.1:${port}`, { maxAttempts: 1 })),
    );
    server.close();
    assert.equal(error.name, "ProtocolError");
  });

  it("answers on a dropped stream connection say so and keep the chunks", () =>
    withFaultServer(
      async (response) => {
        response.writeHead(200, streamHeaders);
        await new Promise((resolve) =>
          response.write(Buffer.concat([chunk({ n: 1 }), event("chunk", {})]), resolve),
        );
        response.socket?.resetAndDestroy();
      },
      async ({ url, requests }) => {
        const told = await invokeOnce(streamCall, unsigned(url));
        assert.equal(errorOf(told).name, "ConnectionReset");
        assert.equal(errorOf(told).requestId, "req-1");
        assert.equal(ofType(told, "chunk").length, 2);
        assert.equal(requests.length, 1);
      },
    ));
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
