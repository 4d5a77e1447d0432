import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { asyncProperty, assert as holds, constantFrom, oneof, string } from "fast-check";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { ServiceError, exceptionMessage } from "../../../src/sandbox/serviceError.ts";

describe("the sandbox's request lines", () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());

  /** The answer as it stands on the wire; past every client that would mend the request line first. */
  async function raw(method: string, target: string): Promise<string> {
    const socket = connect(sandbox.port, "127.0.0.1");
    await once(socket, "connect");
    const answer = text(socket);
    socket.write(`${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    return answer;
  }

  const refusals: readonly (readonly [string, string, number, string])[] = [
    ["GET", "//", 404, "UnknownOperationException"],
    ["GET", "//model", 404, "UnknownOperationException"],
    ["GET", "///", 404, "UnknownOperationException"],
    ["POST", "//:/invoke", 404, "UnknownOperationException"],
    ["OPTIONS", "*", 404, "UnknownOperationException"],
    ["POST", "/model/%/invoke", 400, "ValidationException"],
    ["GET", "/foundation-models/%E0%A4%A", 400, "ValidationException"],
    ["GET", "/inference-profiles/%", 400, "ValidationException"],
  ];
  for (const [method, target, status, name] of refusals) {
    it(`${method} ${target} is refused as ${name}, in the service's form`, async () => {
      const answer = await raw(method, target);
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.match(answer, new RegExp(`x-amzn-ErrorType: ${name}:`, "i"));
      const body: unknown = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")));
      assert.ok(typeof body === "object" && body !== null && "message" in body);
    });
  }

  it("never end it, whatever stands in them", () =>
    holds(
      asyncProperty(
        constantFrom("GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE"),
        oneof(
          string({
            unit: constantFrom(..."/ % ? # : @ [ ] \\ . * & = ; a 0 é { } | ^".split(" ")),
          }),
          string({ unit: "grapheme" }),
        ),
        async (method, target) => {
          const answer = await raw(method, target.replaceAll(/[\s\0]/g, "") || "/");
          assert.match(answer, /^(HTTP\/1\.1 [24]\d\d |$)/, target);
        },
      ),
      { numRuns: 300 },
    )).timeout(60_000);

  it("are answered still after all of that", async () => {
    assert.match(await raw("GET", "/"), /^HTTP\/1\.1 200 /);
  });
});

describe("an exception of the sandbox", () => {
  it("may be named like anything that objects inherit", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const error = new ServiceError(name);
      assert.equal(error.status, 400);
      assert.deepEqual(error.members, {});
      assert.match(error.message, /asked to raise/);
      assert.match(exceptionMessage(name), /asked to raise/);
    }
  });
});
