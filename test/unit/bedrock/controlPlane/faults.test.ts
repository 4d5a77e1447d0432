import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { listModels } from "../../../../src/bedrock/controlPlane/catalog/catalog.ts";
import type { LiveModelsPart } from "../../../../src/core/models/liveModels.ts";
import { modelLists } from "../../../../src/core/models/liveModels.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { exception, json, withFaultServer } from "../../../fakes/faultServer.ts";
import { unsigned } from "../../../fakes/invokeOnce.ts";

const never = new AbortController().signal;
const hangs: Answer = () => {};

const text =
  (status: number, type: string, body: string): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": type });
    response.end(body);
  };

/** Answers custom models in a way of its own, and all others as empty. */
const customModels =
  (answer: Answer): Answer =>
  (response, request, attempt) =>
    (request.path.startsWith("/custom-models") ? answer : json(200, {}))(
      response,
      request,
      attempt,
    );

const halfway: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"modelSummaries":[');
};

const foundationModelsAlone: Answer = (response, request, attempt) =>
  (request.path === "/foundation-models"
    ? json(200, { modelSummaries: [{ modelId: "a.b-c", modelArn: "arn" }] })
    : hangs)(response, request, attempt);

describe("the live lists of models, where something fails", () => {
  it("a list that hangs ends at its limit, and the others are told before", async () => {
    await withFaultServer(customModels(hangs), async ({ url }) => {
      const told: LiveModelsPart[] = [];
      const { parts, failure } = await listModels(unsigned(url), {
        signal: never,
        timeoutMs: 2000,
        onPart: (part) => told.push(part),
      });
      assert.equal(failure, undefined);
      const failed = parts.filter(({ error }) => error);
      assert.deepEqual(
        failed.map(({ list, error }) => [list, error?.name]),
        [["ListCustomModels", "ListTimeout"]],
      );
      assert.equal(told.at(-1)?.list, "ListCustomModels");
    });
  });

  it("an answer that stops halfway ends at the limit", async () => {
    await withFaultServer(customModels(halfway), async ({ url }) => {
      const { parts } = await listModels(unsigned(url), { signal: never, timeoutMs: 300 });
      const part = parts.find(({ list }) => list === "ListCustomModels");
      assert.equal(part?.error?.name, "ListTimeout");
    });
  });

  it("all of them hanging is a failure to retry, and closes its connections", async () => {
    await withFaultServer(hangs, async ({ url, connectionClosed }) => {
      const { parts, failure } = await listModels(unsigned(url), { signal: never, timeoutMs: 300 });
      assert.ok(parts.every(({ error }) => error?.name === "ListTimeout"));
      assert.equal(failure?.name, "ListTimeout");
      assert.ok(failure.retryable && failure.actions.some(({ id }) => id === "retry"));
      assert.equal(failure.reason, "listTimeout");
      await connectionClosed;
    });
  });

  it("an abort ends it at once, whatever hangs; what had come is kept", async () => {
    await withFaultServer(foundationModelsAlone, async ({ url, connectionClosed }) => {
      const abort = new AbortController();
      const { parts } = await listModels(unsigned(url), {
        signal: abort.signal,
        onPart: ({ list }) => {
          if (list === "ListFoundationModels") abort.abort();
        },
      });
      const [first, ...others] = parts;
      assert.deepEqual([first?.models.length, first?.error], [1, undefined]);
      assert.ok(others.every(({ error }) => error?.name === "Aborted"));
      await connectionClosed;
    });
  });

  it("a signal that has aborted already sends nothing", async () => {
    await withFaultServer(json(200, {}), async ({ url, requests }) => {
      const { parts, failure } = await listModels(unsigned(url), { signal: AbortSignal.abort() });
      assert.equal(failure?.name, "Aborted");
      assert.equal(parts.length, modelLists.length);
      assert.equal(requests.length, 0);
    });
  });

  const pages: readonly (readonly [string, Answer, string])[] = [
    ["a login page with status 200", text(200, "text/html", "<html>Sign in</html>"), "<html>"],
    ["a proxy's page", text(502, "text/html", "<html>Bad Gateway</html>"), "502"],
    ["no body at all with an error", text(500, "text/plain", ""), ""],
    ["half a JSON text", text(200, "application/json", '{"modelSummaries":[{'), ""],
    ["a redirect", text(302, "text/html", ""), ""],
  ];
  for (const [what, answer, words] of pages)
    it(`${what} is an error of that list alone`, async () => {
      await withFaultServer(customModels(answer), async ({ url }) => {
        const connection = unsigned(url, { maxAttempts: 1 });
        const { parts, failure } = await listModels(connection, { signal: never });
        assert.equal(failure, undefined);
        const failed = parts.filter(({ error }) => error);
        assert.deepEqual(
          failed.map(({ list }) => list),
          ["ListCustomModels"],
        );
        const error = failed[0]?.error;
        assert.ok(error && error.name !== "Error" && error.message !== "", JSON.stringify(error));
        assert.ok(error.message.includes(words), error.message);
      });
    });

  const garbage: readonly unknown[] = [
    null,
    [],
    7,
    "text",
    { modelSummaries: null },
    { modelSummaries: "x" },
    { modelSummaries: { a: 1 } },
    { modelSummaries: [null, 7, "x", [], {}, { modelArn: 7 }, { modelArn: "", modelName: 1 }] },
    { modelSummaries: [{ modelArn: "arn", modelName: ["x"], creationTime: "never" }] },
    { modelSummaries: [], nextToken: 7 },
    { modelSummaries: [], nextToken: "" },
  ];
  for (const body of garbage)
    it(`${JSON.stringify(body)} harms nobody`, async () => {
      await withFaultServer(customModels(json(200, body)), async ({ url }) => {
        const connection = unsigned(url, { maxAttempts: 1 });
        const { parts, failure } = await listModels(connection, { signal: never });
        assert.equal(failure, undefined);
        const part = parts.find(({ list }) => list === "ListCustomModels");
        assert.ok(part);
        for (const { modelId, name } of part.models)
          assert.deepEqual([typeof modelId, typeof name], ["string", "string"]);
        assert.equal(parts.filter(({ error }) => error).length, part.error ? 1 : 0);
      });
    });

  it("throttling is tried again", async () => {
    let throttled = 0;
    const once429 = customModels((response, request, attempt) =>
      (throttled++ === 0 ? exception(429, "ThrottlingException") : json(200, {}))(
        response,
        request,
        attempt,
      ),
    );
    await withFaultServer(once429, async ({ url }) => {
      const { parts } = await listModels(unsigned(url), { signal: never });
      assert.deepEqual([throttled, parts.find(({ error }) => error)], [2, undefined]);
    });
  });

  it("expired keys are the failure, with the way to sign in", async () => {
    await withFaultServer(exception(403, "ExpiredTokenException"), async ({ url }) => {
      const { failure } = await listModels(unsigned(url), { signal: never });
      assert.equal(failure?.name, "ExpiredTokenException");
      assert.equal(failure.reason, "credentialsExpired");
    });
  });

  it("no credentials: nothing is sent, every part carries the error", async () => {
    const home = await useAwsHome();
    try {
      await withFaultServer(json(200, {}), async ({ url, requests }) => {
        const credentials = { kind: "profile", profile: "nobody" } as const;
        const told: LiveModelsPart[] = [];
        const { parts, failure } = await listModels(unsigned(url, { credentials }), {
          signal: never,
          onPart: (part) => told.push(part),
        });
        assert.equal(failure?.reason, "profileUnknown");
        assert.ok(failure.actions.some(({ id }) => id === "switchProfile"));
        assert.ok(parts.every(({ error }) => error?.name === failure.name));
        assert.deepEqual([told.length, requests.length], [modelLists.length, 0]);
      });
    } finally {
      await home.restore();
    }
  });

  it("credentials that hang end at their limit", async () => {
    const home = await useAwsHome({ config: "[profile p]\ncredential_process = sleep 60\n" });
    try {
      const credentials = { kind: "profile", profile: "p" } as const;
      const connection = unsigned("http://127.0.0.1:9", { credentials });
      const { failure } = await listModels(connection, {
        signal: never,
        credentialsTimeoutMs: 300,
      });
      assert.equal(failure?.name, "CredentialsTimeout");
    } finally {
      await home.restore();
    }
  });

  it("unsigned calls go to this machine alone, and a wrong region nowhere", async () => {
    const away = unsigned("http://127.0.0.1:9", { controlPlaneUrl: "https://bedrock.example.com" });
    const { failure } = await listModels(away, { signal: never });
    assert.equal(failure?.name, "SigningRequired");
    const nowhere = await listModels(unsigned("", { region: "" }), { signal: never });
    assert.equal(nowhere.failure?.name, "RegionMissing");
  });

  it("nobody listening is the failure", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    taken.close();
    await once(taken, "close");
    const connection = unsigned(`http://127.0.0.1:${port}`, { maxAttempts: 1 });
    const { failure } = await listModels(connection, { signal: never });
    assert.equal(failure?.name, "ConnectionRefused");
  });

  it("says no secret that an answer quotes", async () => {
    const secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00";
    const home = await useAwsHome({
      credentials: `[p]\naws_access_key_id = AKIDPICKED\naws_secret_access_key = ${secret}\n`,
    });
    try {
      const quoting = exception(403, "AccessDeniedException", { message: `not with ${secret}` });
      await withFaultServer(quoting, async ({ url }) => {
        const credentials = { kind: "profile", profile: "p" } as const;
        const outcome = await listModels(unsigned(url, { credentials }), { signal: never });
        assert.equal(outcome.failure?.name, "AccessDeniedException");
        assert.doesNotMatch(JSON.stringify(outcome), new RegExp(secret));
      });
    } finally {
      await home.restore();
    }
  });
});
