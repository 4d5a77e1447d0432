import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import { proxyAgent } from "../../../../src/cli/proxy.ts";
import { selfSigned } from "../../../fakes/certificate.ts";
import { startFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, streamCall, unsigned } from "../../../fakes/invokeOnce.ts";

/** Does something to each connection, for as long as it is open. */
type Conduct = (socket: Socket, repeat: (text: string) => void) => void;

const limits = { connectTimeoutMs: 200, readTimeoutMs: 200, maxAttempts: 1 };

/** What a server can do so that an answer never comes, and the limit that it runs into. */
const states: readonly (readonly [string, string, Conduct])[] = [
  ["says nothing", "ReadTimeout", () => {}],
  [
    "announces without end that it is working (102)",
    "ReadTimeout",
    (_socket, repeat) => repeat("HTTP/1.1 102 Processing\r\n\r\n"),
  ],
  [
    "asks again and again for the body (100)",
    "ReadTimeout",
    (_socket, repeat) => repeat("HTTP/1.1 100 Continue\r\n\r\n"),
  ],
  [
    "sends one header after the other",
    "ReadTimeout",
    (socket, repeat) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      let count = 0;
      repeat(`x-${count++}: y\r\n`);
    },
  ],
  [
    "falls silent in the headers",
    "ReadTimeout",
    (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-type: a"),
  ],
  [
    "falls silent in the body",
    "ReadTimeout",
    (socket) =>
      socket.write(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
      ),
  ],
];

async function withServer(conduct: Conduct, body: (port: number) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const timers: NodeJS.Timeout[] = [];
    socket.on("error", () => {});
    socket.once("close", () => {
      sockets.delete(socket);
      for (const timer of timers) clearInterval(timer);
      server.emit("gone");
    });
    socket.once("data", () =>
      conduct(socket, (text) => timers.push(setInterval(() => socket.write(text), 20))),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await body((server.address() as AddressInfo).port);
    // What the client has given up on is closed.
    while (sockets.size > 0) await once(server, "gone");
  } finally {
    server.close();
  }
}

describe("a server that never comes to an end", () => {
  for (const [what, name, conduct] of states) {
    for (const call of [plainCall, streamCall]) {
      it(`${what}: ${call.operation} ends with ${name}, and the connection is closed`, () =>
        withServer(conduct, async (port) => {
          const told = await invokeOnce(call, unsigned(`http://127.0.0.1:${port}`, limits));
          assert.equal(errorOf(told).name, name);
          assert.equal(errorOf(told).attempts, 1);
        }));
    }

    it(`${what}: the limit of the whole call holds, and so does Cancel`, () =>
      withServer(conduct, async (port) => {
        const endless = { connectTimeoutMs: 0, readTimeoutMs: 0, totalTimeoutMs: 150 };
        const url = `http://127.0.0.1:${port}`;
        assert.equal(
          errorOf(await invokeOnce(plainCall, unsigned(url, endless))).name,
          "TotalTimeout",
        );
        const abort = new AbortController();
        const run = invokeOnce(plainCall, unsigned(url, { ...endless, totalTimeoutMs: 0 }), {
          signal: abort.signal,
          abortAt: ({ type }) => {
            if (type === "attempt") setTimeout(() => abort.abort(), 50);
            return false;
          },
        });
        assert.equal((await run).final.type, "cancelled");
      }));
  }

  for (const call of [plainCall, streamCall])
    for (const headers of ["Upgrade: x\r\nConnection: Upgrade\r\n", "Upgrade: x\r\n", ""])
      for (const body of ["", "a".repeat(100_000)])
        for (const limitMs of [0, 60_000])
          it(`switches to another protocol: ${call.operation} ends at once (${JSON.stringify(headers)}, ${body.length} bytes, ${limitMs} ms)`, () =>
            withServer(
              (socket) => socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n${body}`),
              async (port) => {
                const patient = { connectTimeoutMs: limitMs, readTimeoutMs: limitMs };
                const url = `http://127.0.0.1:${port}`;
                const error = errorOf(await invokeOnce(call, unsigned(url, patient)));
                assert.equal(error.name, "ProtocolError");
                assert.match(error.message, /another protocol \(HTTP 101\)/);
                assert.deepEqual([error.attempts, error.retryable], [1, false]);
              },
            ));

  it("trickles a body: the limit of the whole call ends it, and what came is kept", () =>
    withServer(
      (socket, repeat) => {
        socket.write(
          "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99999\r\n\r\n[",
        );
        repeat("1,");
      },
      async (port) => {
        const url = `http://127.0.0.1:${port}`;
        const told = await invokeOnce(plainCall, unsigned(url, { ...limits, totalTimeoutMs: 500 }));
        assert.equal(errorOf(told).name, "TotalTimeout");
        const body = told.events.find(({ type }) => type === "body");
        assert.ok(body?.type === "body" && body.bytes.length > 2);
      },
    ));

  it("never does its part of the TLS handshake: the time to connect ends it", () =>
    withServer(
      () => {},
      async (port) => {
        const url = `https://127.0.0.1:${port}`;
        const told = await invokeOnce(plainCall, unsigned(url, { ...limits, readTimeoutMs: 0 }));
        assert.equal(errorOf(told).name, "ConnectTimeout");
      },
    ));

  it("is a proxy that never opens the tunnel: the time to connect ends it", () =>
    withServer(
      () => {},
      async (port) => {
        const httpsAgent = proxyAgent({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
        const patient = { ...limits, readTimeoutMs: 10_000, httpsAgent };
        const told = await invokeOnce(plainCall, {
          ...unsigned("https://bedrock.example", patient),
          credentials: { kind: "apiKey", apiKey: "key-of-a-test" },
        });
        assert.equal(errorOf(told).name, "ConnectTimeout");
      },
    ));

  it("is a proxy whose tunnel leads to a server that never does the TLS handshake", () =>
    withServer(
      (socket) => socket.write("HTTP/1.1 200 Connection established\r\n\r\n"),
      async (port) => {
        const httpsAgent = proxyAgent({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
        const connection = unsigned("https://bedrock.example", { ...limits, httpsAgent });
        const told = await invokeOnce(plainCall, {
          ...connection,
          credentials: { kind: "apiKey", apiKey: "key-of-a-test" },
        });
        assert.match(errorOf(told).name, /^(Connect|Read)Timeout$/);
      },
    ));

  it("leaves a slow but honest handshake alone", async () => {
    const server = await startFaultServer(
      (response) => void response.writeHead(200, { "content-type": "application/json" }).end("{}"),
      selfSigned("127.0.0.1"),
    );
    const told = await invokeOnce(plainCall, unsigned(server.url, { verifySsl: false }));
    await server.close();
    assert.equal(told.final.type, "finished");
  });
});
