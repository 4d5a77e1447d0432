import assert from "node:assert/strict";
import { watchTimersOf } from "../../../fakes/activeTimers.ts";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
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

const soon = { "retry-after": "0" };
const notReady = exception(429, "ModelNotReadyException", {}, soon);
const throttled = exception(429, "ThrottlingException", {}, soon);
const unavailable = exception(503, "ServiceUnavailableException", {}, soon);

/** Answers each attempt with its own answer, and all beyond with the last. */
function inTurn(...answers: readonly Answer[]): Answer {
  return (response, request, attempt) =>
    answers[Math.min(attempt, answers.length) - 1]?.(response, request, attempt);
}

/** What was told between the tries: the try to come, of how many, and why. */
function retries(told: Told): (readonly [number, number, string])[] {
  return ofType(told, "retry").map(
    ({ attempt, maxAttempts, reason }) => [attempt, maxAttempts, reason] as const,
  );
}

const isRetry = ({ type }: RunEvent) => type === "retry";

describe("sending again", () => {
  let home: AwsHome;
  beforeEach(async () => (home = await useAwsHome()));
  afterEach(() => home.restore());

  for (const call of [plainCall, streamCall]) {
    it(`tells each failure, then each try (${call.operation})`, () =>
      withFaultServer(inTurn(throttled, unavailable, json(403, {})), async ({ url }) => {
        const told = await invokeOnce(call, unsigned(url));
        assert.deepEqual(
          told.events.map(({ type }) => type),
          ["started", "attempt", "retry", "attempt", "retry", "attempt", "response", "failed"],
        );
        assert.deepEqual(retries(told), [
          [2, 3, "ThrottlingException"],
          [3, 3, "ServiceUnavailableException"],
        ]);
      }));
  }

  it("asks a model that is being loaded five times more", () =>
    withFaultServer(notReady, async ({ url, requests }) => {
      const told = await invokeOnce(plainCall, unsigned(url));
      const error = errorOf(told);
      assert.deepEqual([error.name, error.attempts], ["ModelNotReadyException", 6]);
      assert.equal(requests.length, 6);
      assert.deepEqual(
        retries(told),
        [2, 3, 4, 5, 6].map((attempt) => [attempt, 6, "ModelNotReadyException"]),
      );
    }));

  it("and is answered when the model is there", () =>
    withFaultServer(
      inTurn(notReady, notReady, notReady, notReady, notReady, json(200, { ok: true })),
      async ({ url }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.equal(told.final.type, "finished");
        assert.equal(ofType(told, "attempt").length, 6);
      },
    ));

  it("does not ask it more often than the user, the environment or the profile says", () =>
    withFaultServer(notReady, async ({ url, requests }) => {
      const attempts = async (maxAttempts?: number) =>
        errorOf(await invokeOnce(plainCall, unsigned(url, { maxAttempts }))).attempts;
      assert.equal(await attempts(1), 1);
      process.env["AWS_MAX_ATTEMPTS"] = "2";
      assert.equal(await attempts(), 2);
      delete process.env["AWS_MAX_ATTEMPTS"];
      await home.write("config", "[default]\nmax_attempts = 4\n");
      assert.equal(await attempts(), 4);
      assert.equal(requests.length, 7);
    }));

  it("counts on from the tries of other failures", () =>
    withFaultServer(inTurn(notReady, notReady, notReady, throttled), async ({ url }) => {
      const told = await invokeOnce(plainCall, unsigned(url));
      assert.deepEqual(
        [errorOf(told).name, errorOf(told).attempts],
        ["ThrottlingException", 4],
        "three were used up",
      );
    }));

  it("waits as long as Retry-After says, in seconds and as a date", () =>
    withFaultServer(
      inTurn(
        exception(503, "ServiceUnavailableException", {}, { "retry-after": "0.2" }),
        exception(429, "ThrottlingException", {}, { "x-amz-retry-after": "100" }),
        json(200, {}),
      ),
      async ({ url }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.equal(told.final.type, "finished");
        const waits = ofType(told, "retry");
        const tries = ofType(told, "attempt");
        for (const [index, ms] of [200, 100].entries()) {
          const delayMs = waits[index]?.delayMs ?? 0;
          assert.ok(delayMs > ms - 50 && delayMs <= ms, `${delayMs} of ${ms}`);
          const waited = (tries[index + 1]?.atMs ?? 0) - (waits[index]?.atMs ?? 0);
          assert.ok(waited >= delayMs - 2, "no sooner than it was told");
        }
      },
    ));

  it("does not wait longer than a minute: the error says when to come back", () =>
    withFaultServer(
      exception(429, "ThrottlingException", {}, { "retry-after": "61" }),
      async ({ url, requests }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.deepEqual(errorOf(told).members, { retryAfter: "61" });
        assert.deepEqual([requests.length, retries(told)], [1, []]);
      },
    ));

  it("names what failed when nobody answered, or something else did", () =>
    withFaultServer(
      inTurn(
        (response) => void response.socket?.destroy(),
        (response) => {
          response.writeHead(502, { "content-type": "text/html", ...soon });
          response.end("<html>Bad gateway</html>");
        },
        json(200, {}),
      ),
      async ({ url }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.equal(told.final.type, "finished");
        assert.deepEqual(retries(told), [
          [2, 3, "ConnectionReset"],
          [3, 3, "HTTP 502"],
        ]);
      },
    ));

  it("never follows a read timeout, nor an answer that has begun", async () => {
    await withFaultServer(
      () => {},
      async ({ url, requests }) => {
        const told = await invokeOnce(plainCall, unsigned(url, { readTimeoutMs: 50 }));
        assert.deepEqual([errorOf(told).name, retries(told)], ["ReadTimeout", []]);
        assert.equal(requests.length, 1);
      },
    );
    await withFaultServer(
      (response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        response.write("{", () => response.destroy());
      },
      async ({ url, requests }) => {
        const told = await invokeOnce(plainCall, unsigned(url));
        assert.deepEqual([errorOf(told).name, retries(told)], ["ConnectionReset", []]);
        assert.equal(requests.length, 1);
      },
    );
  });

  it("keeps two runs of one connection apart", () =>
    withFaultServer(
      (response, request, attempt) =>
        (request.headers["x-amzn-bedrock-service-tier"] === "flex" ? json(200, {}) : unavailable)(
          response,
          request,
          attempt,
        ),
      async ({ url }) => {
        const connection = unsigned(url);
        const [failed, fine] = await Promise.all([
          invokeOnce(plainCall, connection),
          invokeOnce({ ...plainCall, serviceTier: "flex" }, connection),
        ]);
        assert.equal(retries(failed).length, 2);
        assert.deepEqual([retries(fine), fine.final.type], [[], "finished"]);
      },
    ));

  it("leaves no wait behind when it is cancelled", () =>
    withFaultServer(
      exception(429, "ThrottlingException", {}, { "retry-after": "30" }),
      async ({ url, requests }) => {
        const timers = watchTimersOf("transport/retries.ts");
        const told = await invokeOnce(plainCall, unsigned(url), { abortAt: isRetry });
        assert.equal(told.final.type, "cancelled");
        assert.equal(await timers.count(), 0, "the wait has ended");
        timers.stop();
        assert.equal(requests.length, 1);
      },
    ));
});
