import assert from "node:assert/strict";
import { request } from "node:http";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";

interface Answered {
  readonly status: number | undefined;
  readonly body: string;
}

function ask(
  { port }: Sandbox,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part: string) => (body += part));
      response.once("end", () => resolve({ status: response.statusCode, body }));
    });
    sent.once("error", reject);
    sent.end(method === "POST" ? "{}" : undefined);
  });
}

const invoke = "/model/amazon.nova-lite-v1:0/invoke";

describe("who may call the sandbox", () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());

  for (const host of [
    "evil.example",
    "evil.example:80",
    "10.0.0.1",
    "127.0.0.1.evil.example",
    "a@127.0.0.1",
    "localhost.evil.example",
  ])
    for (const [method, path] of [
      ["POST", invoke],
      ["GET", "/foundation-models"],
      ["GET", "/"],
      ["POST", "/"],
    ] as const)
      it(`nobody under the name "${host}": ${method} ${path}`, async () => {
        const { status, body } = await ask(sandbox, method, path, { host });
        assert.equal(status, 403);
        assert.match(body, /Host header/);
      });

  for (const host of [
    "127.0.0.1",
    "localhost",
    "127.0.0.1:9000",
    "[::1]:8080",
    "sandbox.localhost",
    "LOCALHOST",
  ])
    it(`a program under the name "${host}"`, async () => {
      assert.equal((await ask(sandbox, "GET", "/foundation-models", { host })).status, 200);
    });

  const pages: readonly Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:3000" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "same-origin" },
  ];
  for (const headers of pages)
    for (const [method, path] of [
      ["POST", invoke],
      ["GET", "/foundation-models"],
      ["POST", "/"],
      ["OPTIONS", invoke],
    ] as const)
      it(`no web page with ${JSON.stringify(headers)}: ${method} ${path}`, async () => {
        const { status, body } = await ask(sandbox, method, path, {
          host: "localhost",
          ...headers,
        });
        assert.equal(status, 403);
        assert.match(body, /web page/);
      });

  for (const site of ["none", "cross-site"])
    it(`a browser that opens the help page (${site})`, async () => {
      const headers = { host: "localhost", "sec-fetch-site": site, "sec-fetch-mode": "navigate" };
      const { status, body } = await ask(sandbox, "GET", "/", headers);
      assert.equal(status, 200);
      assert.match(body, /the sandbox/);
    });

  it("other machines by its address where it listens for them, by no other name", async () => {
    const open = await startSandbox({ host: "0.0.0.0" });
    const statusFor = async (host: string) =>
      (await ask(open, "GET", "/foundation-models", { host })).status;
    assert.equal(await statusFor("192.168.7.7:8080"), 200);
    assert.equal(await statusFor("evil.example"), 403);
    await open.close();
  });
});
