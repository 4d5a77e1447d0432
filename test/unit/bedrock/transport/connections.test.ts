import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import { invokeOnce, plainCall, streamCall, unsigned } from "../../../fakes/invokeOnce.ts";

const answer: RequestListener = (_request, response) =>
  void response.writeHead(200, { "content-type": "application/json" }).end("{}");

const key = (apiKey: string) => ({ credentials: { kind: "apiKey", apiKey } }) as const;

/** Gives `body` a server's URL and the number of connections that the server has seen. */
async function withServer(
  listener: RequestListener,
  body: (url: string, seen: () => number) => Promise<void>,
): Promise<void> {
  let count = 0;
  const server = createServer(listener).on("connection", () => count++);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => count);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("the connections of runs", () => {
  const changes: readonly (readonly [string, Partial<Connection>])[] = [
    ["nothing", {}],
    ["credentials", key("another-key-of-a-test")],
    ["region", { region: "eu-west-1" }],
    [
      "read timeout, total timeout and attempts",
      { readTimeoutMs: 9000, totalTimeoutMs: 9000, maxAttempts: 1 },
    ],
  ];
  for (const [what, change] of changes)
    it(`are one for two runs after each other that differ in ${what}`, () =>
      withServer(answer, async (url, seen) => {
        const connection = unsigned(url, key("key-of-a-test"));
        for (const each of [connection, { ...connection, ...change }])
          assert.equal((await invokeOnce(plainCall, each)).final.type, "finished");
        assert.equal(seen(), 1);
      }));

  it("are one after a run that failed at the service", () =>
    withServer(
      (request, response) => {
        if (request.url?.includes("stream"))
          response.writeHead(403, { "content-type": "text/html" }).end("no");
        else answer(request, response);
      },
      async (url, seen) => {
        assert.equal((await invokeOnce(streamCall, unsigned(url))).final.type, "failed");
        assert.equal((await invokeOnce(plainCall, unsigned(url))).final.type, "finished");
        assert.equal(seen(), 1);
      },
    ));

  it("are others where the certificates to trust or the time to connect differ", () =>
    withServer(answer, async (url, seen) => {
      for (const change of [{}, { verifySsl: false }, { connectTimeoutMs: 7000 }])
        await invokeOnce(plainCall, unsigned(url, change));
      assert.equal(seen(), 3);
    }));

  it("are left alone when another run fails without an answer, and close after their own", async () => {
    const arrivals = new EventEmitter();
    const release: (() => void)[] = [];
    const listener: RequestListener = (request, response) => {
      if (request.url?.includes("stream")) response.socket?.destroy();
      else release.push(() => answer(request, response));
      arrivals.emit("arrived");
    };
    await withServer(listener, async (url, seen) => {
      // In an object, so that the run itself is not waited for.
      const startRun = async () => {
        const arrived = once(arrivals, "arrived");
        const run = invokeOnce(plainCall, unsigned(url));
        await arrived;
        return { run };
      };
      const slow = await startRun();
      const cut = await invokeOnce(streamCall, unsigned(url, { maxAttempts: 1 }));
      assert.equal(cut.final.type, "failed");
      release.shift()?.();
      assert.equal((await slow.run).final.type, "finished");
      const before = seen();
      const next = await startRun();
      release.shift()?.();
      await next.run;
      assert.equal(seen(), before + 1);
    });
  });
});
