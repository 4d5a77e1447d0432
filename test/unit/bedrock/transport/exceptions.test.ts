import assert from "node:assert/strict";
import { exception, json, withFaultServer } from "../../../fakes/faultServer.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import {
  errorOf,
  invokeOnce,
  ofType,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";

/** Seed-checklist E1-E10, ModelStreamErrorException and the unmodelled ones (fault cases 18-31). */
const exceptions: readonly (readonly [string, number, Record<string, string | number>, boolean])[] =
  [
    ["AccessDeniedException", 403, {}, false],
    ["ResourceNotFoundException", 404, {}, false],
    ["ThrottlingException", 429, {}, true],
    ["ModelTimeoutException", 408, {}, true],
    ["InternalServerException", 500, {}, true],
    ["ServiceUnavailableException", 503, {}, true],
    ["ValidationException", 400, {}, false],
    ["ServiceQuotaExceededException", 400, {}, false],
    ["ModelNotReadyException", 429, {}, true],
    ["ModelErrorException", 424, { originalStatusCode: 422, resourceName: "m-1" }, true],
    ["ModelStreamErrorException", 424, { originalStatusCode: 500, originalMessage: "boom" }, true],
    ["ConflictException", 400, {}, true],
    ["ExpiredTokenException", 403, {}, false],
    ["UnrecognizedClientException", 403, {}, false],
    ["InvalidSignatureException", 403, {}, false],
    ["FTUFormNotFilled", 404, {}, false],
    ["SomethingNobodyHasSeen", 418, {}, false],
  ];

describe("exceptions of the service", () => {
  for (const [name, status, members, retryable] of exceptions) {
    for (const call of [plainCall, streamCall]) {
      it(`${call.operation}: ${name} keeps name, status, request id and members`, () =>
        withFaultServer(exception(status, name, members), async ({ url }) => {
          const told = await invokeOnce(call, unsigned(url, { maxAttempts: 1 }));
          const error = errorOf(told);
          assert.equal(error.name, name);
          assert.equal(error.httpStatus, status);
          assert.equal(error.message, `${name} happened`);
          assert.equal(error.requestId, "req-1");
          assert.equal(error.attempts, 1);
          assert.equal(error.retryable, retryable);
          assert.deepEqual(error.members, members);
          assert.equal(ofType(told, "response")[0]?.status, status);
        }));
    }
  }

  const retries: readonly (readonly [string, Answer, number])[] = [
    ["28 a 500", exception(500, "InternalServerException"), 3],
    ["29 a 503", exception(503, "ServiceUnavailableException"), 3],
    ["22 ModelTimeoutException, which may be billed,", exception(408, "ModelTimeoutException"), 1],
    ["23 ModelErrorException", exception(424, "ModelErrorException"), 1],
    ["18 ValidationException", exception(400, "ValidationException"), 1],
  ];
  for (const [what, answer, attempts] of retries) {
    it(`${what} is sent ${attempts} times of 3, each told as it happens`, () =>
      withFaultServer(answer, async ({ url, requests }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.equal(errorOf(told).attempts, attempts);
        assert.equal(requests.length, attempts);
        assert.deepEqual(
          ofType(told, "attempt").map(({ attempt }) => attempt),
          Array.from({ length: attempts }, (_, index) => index + 1),
        );
      })).timeout(60_000);
  }

  it("24/25 throttling waits as long as Retry-After says, then succeeds", () =>
    withFaultServer(
      (response, request, attempt) =>
        (attempt === 1
          ? exception(429, "ThrottlingException", {}, { "retry-after": "1" })
          : json(200, { ok: true }))(response, request, attempt),
      async ({ url }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.equal(told.final.type, "finished");
        const [first, second] = ofType(told, "attempt");
        assert.ok((second?.atMs ?? 0) - (first?.atMs ?? 0) >= 900);
      },
    ));

  it("25 a throttling that stays tells when to come back", () =>
    withFaultServer(
      exception(429, "ThrottlingException", {}, { "retry-after": "7" }),
      async ({ url }) => {
        const error = errorOf(await invokeOnce(plainCall, unsigned(url, { maxAttempts: 1 })));
        assert.deepEqual(error.members, { retryAfter: "7" });
      },
    ));

  it("30 a clock that is off is told in minutes", () =>
    withFaultServer(
      (response, request, attempt) => {
        response.sendDate = false;
        const date = new Date(Date.now() - 3_600_000).toUTCString();
        return exception(
          403,
          "InvalidSignatureException",
          { message: "Signature expired: A is now earlier than B" },
          { date },
        )(response, request, attempt);
      },
      async ({ url }) => {
        const error = errorOf(await invokeOnce(plainCall, unsigned(url, { maxAttempts: 1 })));
        assert.equal(error.name, "InvalidSignatureException");
        assert.equal(error.reason, "clockSkewed");
        assert.match(error.remedy, /60 minutes ahead/);
      },
    ));

  const shapes: readonly (readonly [string, Answer, string, string])[] = [
    ["a message with a capital", json(403, { Message: "no key" }), "Unknown", "no key"],
    [
      "a type in the body alone",
      json(400, { __type: "com.amazon#ValidationException", message: "bad" }),
      "ValidationException",
      "bad",
    ],
    ["an empty object", json(404, {}), "Unknown", "UnknownError"],
  ];
  for (const [what, answer, name, message] of shapes) {
    it(`reads an error with ${what}`, () =>
      withFaultServer(answer, async ({ url }) => {
        const error = errorOf(await invokeOnce(plainCall, unsigned(url, { maxAttempts: 1 })));
        assert.equal(error.name, name);
        assert.equal(error.message, message);
      }));
  }
});
