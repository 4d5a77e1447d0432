import assert from "node:assert/strict";
import { runView } from "../../src/extension/response/runView.ts";
import type { Run } from "../../src/extension/runs/run.ts";
import { guardrail } from "../../src/sandbox/guardrail.ts";
import { exception, json, withFaultServer, type Answer } from "../fakes/faultServer.ts";
import { resetConnection } from "./awsFiles.ts";
import { eventually } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const members = { guardrailIdentifier: "abc123", guardrailVersion: "7" };
const blocked = json(200, {
  type: "message",
  content: [{ type: "text", text: "Not that." }],
  "amazon-bedrock-guardrailAction": "INTERVENED",
});
const texts = { blockedInputMessaging: "Not this.", blockedOutputsMessaging: "Not that." };

describe("an answer that a guardrail blocked", () => {
  beforeEach(closeAll);
  afterEach(async () => {
    await closeAll();
    await resetConnection();
    await restoreSettings();
  });

  for (const id of ["invoke", "invokeStreaming"])
    it(`is recognised as the guardrail's own message, by ${id}`, async () => {
      const { services } = await loadedFeatures();
      await services.connections.pick({ identity: { kind: "sandbox" } });
      const named = { guardrailIdentifier: guardrail.id, guardrailVersion: "1" };
      const { uri } = await openText(writeRequest(requestText(`A ${guardrail.word} word.`, named)));
      const run = await invoke(uri, id);
      assert.equal(run.state.decoded.guardrail?.action, "INTERVENED");
      assert.equal(await recognised(run), "input");
    });

  it("has its guardrail asked once, and again for another version", async () => {
    await served(json(200, texts), async (send, asked) => {
      for (let times = 0; times < 2; times++)
        assert.equal(await recognised(await send(members)), "output");
      assert.deepEqual(asked(), ["/guardrails/abc123?guardrailVersion=7"]);
      await recognised(await send({ ...members, guardrailVersion: "8" }));
      assert.equal(asked().length, 2);
    });
  });

  it("stays as it is where the guardrail may not be read, and nobody is asked again", async () => {
    await served(exception(403, "AccessDeniedException"), async (send, asked) => {
      const { services } = await loadedFeatures();
      for (let times = 0; times < 2; times++) {
        const run = await send(members);
        assert.ok(run.resolved);
        // What the run waits for too, and has got before.
        assert.equal(await services.guardrails.messages(run.resolved, "abc123", "7"), undefined);
        assert.equal(run.state.status, "done");
        assert.equal("guardrailMessage" in runView(run), false);
      }
      assert.equal(asked().length, 1);
    });
  });

  it("has nobody asked where the request names no guardrail", async () => {
    await served(json(200, texts), async (send, asked) => {
      await send({});
      // By the time that this one is recognised, the one before has been looked at.
      await recognised(await send(members));
      assert.equal(asked().length, 1);
    });
  });
});

/** What the response view is told of the run, once the guardrail has been asked. */
async function recognised(run: Run): Promise<string> {
  return eventually("the guardrail's message", [run.onDidAdvise], () => {
    return runView(run).guardrailMessage;
  });
}

/** Has a server block every answer, and say of its guardrail what `answer` does; `asked` are the paths it was asked for. */
async function served(
  answer: Answer,
  body: (
    send: (members: Record<string, unknown>) => Promise<Run>,
    asked: () => string[],
  ) => Promise<void>,
): Promise<void> {
  const both: Answer = (response, request, attempt) =>
    (request.method === "GET" ? answer : blocked)(response, request, attempt);
  await withFaultServer(both, async ({ url, requests }) => {
    await setSetting("endpointUrl", url);
    await body(
      async (named) => {
        const { uri } = await openText(writeRequest(requestText("Hello.", named)));
        return invoke(uri);
      },
      () => requests.filter(({ method }) => method === "GET").map(({ path }) => path),
    );
  });
}
