import assert from "node:assert/strict";
import {
  guardrailMessages,
  listGuardrails,
} from "../../../../src/bedrock/controlPlane/catalog/catalog.ts";
import { guardrail } from "../../../../src/sandbox/guardrail.ts";
import type { Sandbox } from "../../../../src/sandbox/server.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { exception, json, withFaultServer } from "../../../fakes/faultServer.ts";
import { unsigned } from "../../../fakes/invokeOnce.ts";

const options = { signal: new AbortController().signal };
const arn = (id: string) => `arn:aws:bedrock:us-east-1:123456789012:guardrail/${id}`;
const entry = (id: string, version: string) => ({
  id,
  arn: arn(id),
  name: `name of ${id}`,
  status: "READY",
  version,
});
const identifierOf = (path: string) =>
  new URL(path, "http://x").searchParams.get("guardrailIdentifier");

const deniesVersionsOfA: Answer = (response, request, attempt) => {
  const id = identifierOf(request.path);
  const answers =
    id === null
      ? json(200, { guardrails: [entry("a", "DRAFT"), entry("b", "DRAFT"), {}, null] })
      : id === "a"
        ? exception(403, "AccessDeniedException")
        : json(200, { guardrails: [entry("b", "DRAFT"), entry("b", "3")] });
  return answers(response, request, attempt);
};

const errorName = async (answer: Answer, signal = options.signal) =>
  withFaultServer(answer, async ({ url }) => {
    const listed = await listGuardrails(unsigned(url), { signal, timeoutMs: 300 });
    assert.ok(!listed.ok && listed.error.remedy !== "");
    return listed.error.name;
  });

describe("the live guardrails", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it("come with their versions, DRAFT first", async () => {
    assert.deepEqual(await listGuardrails(unsigned(sandbox.url), options), {
      ok: true,
      value: [
        {
          id: "sandbox",
          arn: arn("sandbox"),
          name: "sandbox",
          status: "READY",
          versions: ["DRAFT", "1"],
        },
      ],
    });
  });

  it("tell what they answer in place of what they block", async () => {
    const connection = unsigned(sandbox.url);
    assert.deepEqual(await guardrailMessages(connection, "sandbox", "1", options), {
      ok: true,
      value: { blockedInput: guardrail.blockedInput, blockedOutput: guardrail.blockedOutput },
    });
    const missing = await guardrailMessages(connection, "sandbox", "7", options);
    assert.equal(missing.ok ? undefined : missing.error.name, "ResourceNotFoundException");
  });

  it("have their numbers newest first, over pages, few asked for at once", async () => {
    let open = 0;
    let most = 0;
    const answer: Answer = async (response, request, attempt) => {
      const { path } = request;
      const id = identifierOf(path);
      const isSecondPage = path.includes("nextToken");
      if (id === null) {
        const names = Array.from(
          { length: 12 },
          (_, index) => `g${isSecondPage ? "b" : "a"}${index}`,
        );
        const guardrails = names.map((name) => entry(name, "DRAFT"));
        return json(200, { guardrails, ...(isSecondPage ? {} : { nextToken: "2" }) })(
          response,
          request,
          attempt,
        );
      }
      most = Math.max(most, ++open);
      // Long enough for whatever else is asked at once to arrive: no event tells that nothing more comes.
      await new Promise((resolve) => setTimeout(resolve, 20));
      open--;
      const versions = ["2", "10", "DRAFT", "1"].map((version) => entry(id, version));
      return json(200, { guardrails: versions })(response, request, attempt);
    };
    await withFaultServer(answer, async ({ url }) => {
      const listed = await listGuardrails(unsigned(url), options);
      assert.ok(listed.ok);
      assert.equal(listed.value.length, 24);
      for (const { versions } of listed.value)
        assert.deepEqual(versions, ["DRAFT", "10", "2", "1"]);
      assert.ok(most >= 1 && most <= 4, `${most} at once`);
    });
  });

  it("stay in the list where the versions of one cannot be had", async () => {
    await withFaultServer(deniesVersionsOfA, async ({ url }) => {
      const listed = await listGuardrails(unsigned(url), options);
      assert.ok(listed.ok);
      assert.deepEqual(
        listed.value.map(({ id, versions }) => [id, versions]),
        [
          ["a", ["DRAFT"]],
          ["b", ["DRAFT", "3"]],
        ],
      );
    });
  });

  it("say what to do where they are denied, hang, or are given up", async () => {
    const denied = exception(403, "AccessDeniedException");
    assert.equal(await errorName(denied), "AccessDeniedException");
    assert.equal(await errorName(() => {}), "ListTimeout");
    const abort = new AbortController();
    assert.equal(await errorName(() => abort.abort(), abort.signal), "Aborted");
  });
});
