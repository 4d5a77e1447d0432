import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Run } from "../../src/extension/runs/run.ts";
import { json, withFaultServer, type Answer, type FaultServer } from "../fakes/faultServer.ts";
import { loadingBundle } from "./bundles.ts";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { recordMessages } from "./messages.ts";
import { beginStream, command, invoke, runOf } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openForm, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const answer = json(200, { content: [{ type: "text", text: "Once." }], stop_reason: "end_turn" });

describe("from the press to the end of a run", () => {
  beforeEach(closeAll);
  afterEach(async () => {
    await closeAll();
    await restoreSettings();
  });

  for (const view of ["text", "form"] as const)
    it(`sends one request for two presses in a row, in the ${view}`, async () => {
      await serving(held(answer), async (server, release) => {
        const uri = await opened(view);
        const words = recordMessages();
        try {
          const first = command("invoke");
          const second = command("invoke");
          await second;
          assert.match(await words.next(), /This request is already running/);
          release();
          await first;
        } finally {
          words.stop();
        }
        assert.equal(server.requests.length, 1);
        assert.equal((await runOf(uri)).state.decoded.text, "Once.");
      });
    });

  it("sends one request for the form's button and the command together", async () => {
    await serving(held(answer), async (server, release) => {
      const uri = await opened("form");
      const { services } = await loadedFeatures();
      // As the form's button does: the page's message ends in this call.
      const presses = [services.sender.send(uri), command("invoke"), services.sender.send(uri)];
      const run = await runOf(uri);
      assert.equal(run.running, true);
      await Promise.all(presses.slice(1));
      release();
      await presses[0];
      assert.equal(server.requests.length, 1);
      assert.equal(await runOf(uri), run);
    });
  });

  it("lets a run that is under way go on when the request is sent again", async () => {
    const { uri } = await openText(writeRequest(requestText(endless)));
    const { run, ended } = await beginStream(uri);
    await command("invokeStreaming");
    assert.equal(await runOf(uri), run);
    assert.equal(run.running, true);
    await command("cancel");
    await ended;
    assert.equal(run.state.status, "cancelled");
  });

  it("sends again after a request was not sent, or was cancelled", async () => {
    await serving(answer, async (server) => {
      const document = await openText(writeRequest('{ "body": {} }\n'));
      await command("invoke");
      const { services } = await loadedFeatures();
      assert.equal(services.runs.of(document.uri), undefined);
      assert.equal(server.requests.length, 0);
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, whole, requestText("Hello."));
      await vscode.workspace.applyEdit(edit);
      assert.equal((await invoke(document.uri)).state.status, "done");
      assert.equal(server.requests.length, 1);
    });
  });

  it("cancels at once while the request is being checked", async () => {
    await serving(answer, async (server) => {
      const uri = await opened("text");
      const ended = command("invoke");
      const run = await begun(uri);
      run.cancel();
      await ended;
      assert.equal(run.state.status, "cancelled");
      assert.equal(server.requests.length, 0);
      assert.equal((await invoke(uri)).state.status, "done");
    });
  });

  it("cancels while the connection is being found", async () => {
    await serving(answer, async (server) => {
      const uri = await opened("text");
      const { connections } = (await loadedFeatures()).services;
      connections.resolve = () => new Promise(() => undefined);
      try {
        const ended = command("invoke");
        await sent(uri);
        await command("cancel");
        await ended;
      } finally {
        Reflect.deleteProperty(connections, "resolve");
      }
      const run = await runOf(uri);
      assert.equal(run.state.status, "cancelled");
      assert.equal(run.state.call?.modelId, "anthropic.claude-3-haiku-20240307-v1:0");
      assert.equal(server.requests.length, 0);
    });
  });

  it("cancels while the engine is loading", async () => {
    await serving(answer, async (server) => {
      const uri = await opened("text");
      const { connections } = (await loadedFeatures()).services;
      // Found before: only the load of the engine is left for the run.
      const found = await connections.resolve(undefined);
      connections.resolve = async () => found;
      try {
        await loadingBundle(
          "bedrock",
          (original) => {
            cancelAll();
            return original();
          },
          () => command("invoke").then(() => undefined),
        );
      } finally {
        Reflect.deleteProperty(connections, "resolve");
      }
      assert.equal((await runOf(uri)).state.status, "cancelled");
      assert.equal(server.requests.length, 0);
      function cancelAll(): void {
        void loadedFeatures().then(({ services }) => services.runs.of(uri)?.cancel());
      }
    });
  });

  it("ends as failed when the engine cannot be loaded, and sends at the next press", async () => {
    await serving(answer, async (server) => {
      const uri = await opened("text");
      let failing = true;
      await loadingBundle(
        "bedrock",
        (original) => {
          if (failing) throw new Error("bedrock.js is not there");
          return original();
        },
        async () => {
          const failed = await invoke(uri);
          assert.equal(failed.state.status, "failed");
          assert.equal(failed.state.error?.name, "UnexpectedError");
          assert.match(failed.state.error.message, /bedrock\.js is not there/);
          assert.equal(server.requests.length, 0);
          failing = false;
          assert.equal((await invoke(uri)).state.status, "done");
        },
      );
      assert.equal(server.requests.length, 1);
    });
  });

  const faults: Readonly<Record<string, (take: () => void) => Promise<void>>> = {
    throws: () => {
      throw new Error("The engine threw.");
    },
    rejects: () => Promise.reject(new Error("The engine rejected.")),
    "rejects with something that is no error": () =>
      // oxlint-disable-next-line prefer-promise-reject-errors -- anything may be thrown
      Promise.reject(undefined),
    "resolves without an end": () => Promise.resolve(),
  };
  for (const [what, invokeFault] of Object.entries(faults))
    it(`ends a run as failed when the engine ${what}`, async () => {
      const uri = await opened("text");
      await loadingBundle(
        "bedrock",
        (original) => ({ ...(original() as object), invoke: invokeFault }),
        async () => {
          const { state } = await invoke(uri);
          assert.equal(state.status, "failed");
          assert.equal(state.error?.name, "UnexpectedError");
          assert.ok(state.error.remedy);
        },
      );
    });
});

/** Goes on for longer than any test may take. */
const endless = "[sandbox:words=5000] [sandbox:pace=100] Tell me of the sea.";

async function opened(view: "text" | "form"): Promise<vscode.Uri> {
  const uri = writeRequest(requestText("Hello."));
  await (view === "form" ? openForm(uri) : openText(uri));
  return uri;
}

/** The document's run as soon as it exists. */
async function begun(uri: vscode.Uri): Promise<Run> {
  const { runs } = (await loadedFeatures()).services;
  return eventually("a run", [runs.onDidChange], () => runs.of(uri));
}

/** Resolves when it is known what the document's run sends. */
async function sent(uri: vscode.Uri): Promise<void> {
  const { runs } = (await loadedFeatures()).services;
  await eventually("a run that is sent", [runs.onDidChange], () =>
    whenTrue(runs.lastSent(uri) !== undefined),
  );
}

/** Answers every request by `then` when it is released, or at once after that. */
function held(then: Answer): { readonly answer: Answer; readonly release: () => void } {
  let resolveRelease: (() => void) | undefined;
  const released = new Promise<void>((resolve) => (resolveRelease = resolve));
  return {
    answer: (...given) => released.then(() => then(...given)),
    release: () => resolveRelease?.(),
  };
}

async function serving(
  how: Answer | ReturnType<typeof held>,
  body: (server: FaultServer, release: () => void) => Promise<void>,
): Promise<void> {
  const { answer: answering, release } =
    typeof how === "function" ? { answer: how, release: () => {} } : how;
  await setSetting("maxAttempts", 1);
  await withFaultServer(answering, async (server) => {
    await setSetting("endpointUrl", server.url);
    await body(server, release);
  });
}
