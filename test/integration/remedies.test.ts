import assert from "node:assert/strict";
import * as vscode from "vscode";
import { offeredActions, performAction } from "../../src/extension/response/remedies.ts";
import type { Run } from "../../src/extension/runs/run.ts";
import { exception, json, withFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { resetConnection } from "./awsFiles.ts";
import { eventually } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { pressRemedy as press } from "./pressRemedy.ts";
import { invoke, runOf } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { activeTab, allTabs, closeAll, openForm, openText } from "./window.ts";
import { requestText, writeFile, writeRequest } from "./workspace.ts";

/** The sandbox answers to its profiles alone, as the service does. */
const profileOnly = "anthropic.claude-haiku-4-5-20251001-v1:0";
const answer = { content: [{ type: "text", text: "Mended." }], stop_reason: "end_turn" };
const text = "Hello.";

describe("the button of an error", () => {
  beforeEach(closeAll);
  afterEach(async () => {
    await closeAll();
    await resetConnection();
    await restoreSettings();
  });

  for (const view of ["text", "form"] as const)
    it(`gives the request in its ${view} the inference profile that it needs, and sends it again`, async () => {
      const uri = writeRequest(requestText(text, { modelId: profileOnly, region: "us-east-1" }));
      const document = await (view === "text" ? openText(uri) : openForm(uri));
      const failed = await invoke(uri);
      assert.match(failed.state.error?.message ?? "", /on-demand throughput isn’t supported/);
      await press(failed, "useModel", `us.${profileOnly}`);
      const run = await runOf(uri);
      assert.notEqual(run.id, failed.id);
      assert.equal(run.state.status, "done");
      assert.equal(run.state.call?.modelId, `us.${profileOnly}`);
      assert.match(run.state.decoded.text, /sandbox/i);
      assert.equal(JSON.parse(document.getText()).modelId, `us.${profileOnly}`);
      assert.equal(document.isDirty, true);
      await activeTab(view, uri);
      await vscode.commands.executeCommand("undo");
    });

  it("streams again what was asked to stream, and tells of a request that is gone", async () => {
    const uri = writeRequest(requestText(text, { modelId: profileOnly }));
    await openText(uri);
    const failed = await invoke(uri, "invokeStreaming");
    await press(failed, "useModel");
    assert.equal((await runOf(uri)).state.call?.operation, "InvokeModelWithResponseStream");
    await closeAll();
    await vscode.workspace.fs.delete(uri);
    await press(failed, "useModel");
    assert.equal((await runOf(uri)).state.call?.modelId, `us.${profileOnly}`);
  });

  it("offers the profiles that the account has, once they are known", async () => {
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "sandbox" } });
    const resolved = await services.connections.resolve(undefined);
    assert.ok(resolved.ok);
    await services.models.refresh(resolved.resolved);
    const uri = writeRequest(requestText(text, { modelId: profileOnly }));
    await openText(uri);
    const failed = await invoke(uri);
    const { models } = await services.models.view(resolved.resolved);
    const ids = models
      .filter(
        ({ kind, baseModelIds }) => kind.endsWith("Profile") && baseModelIds.includes(profileOnly),
      )
      .map(({ modelId }) => modelId);
    assert.ok(ids.length > 0);
    const offered = () =>
      offeredActions(failed).flatMap((action) =>
        action.id === "useModel" ? [action.modelId] : [],
      );
    await eventually("the profiles of the account", [failed.onDidAdvise], () =>
      offered().every((id) => ids.includes(id)) ? true : undefined,
    );
    assert.ok(offered().length > 0 && offered().length <= 3);
    for (const id of offered()) assert.ok(failed.remedy?.remedy.includes(id));
  });

  it("gives a guardrail its version", async () => {
    const members = { guardrailIdentifier: "abc123", guardrailVersion: "7" };
    await mending(
      exception(400, "ValidationException", {
        message: "The guardrail identifier or version provided in the request does not exist.",
      }),
      members,
      async (failed, document, { requests }) => {
        await press(failed, "setMember", "guardrailVersion=DRAFT");
        assert.equal(JSON.parse(document.getText()).guardrailVersion, "DRAFT");
        const sent = requests.at(-1)?.headers["x-amzn-bedrock-guardrailversion"];
        assert.equal(sent, "DRAFT");
        assert.equal((await runOf(document.uri)).state.decoded.text, "Mended.");
      },
    );
  });

  it("sends once when it is pressed twice", async () => {
    await mending(
      exception(408, "ModelTimeoutException"),
      {},
      async (failed, _document, server) => {
        const { runs } = (await loadedFeatures()).services;
        const pressed = () => press(failed, "setMember", "operation=InvokeModelWithResponseStream");
        let again: Promise<void> | undefined;
        const listening = runs.onDidChange(() => (again ??= pressed()));
        await pressed();
        listening.dispose();
        assert.ok(again);
        await again;
        assert.equal(server.requests.length, 2);
      },
    );
  });

  it("waits for what was typed into a form and has not come yet", async () => {
    await mending(exception(408, "ModelTimeoutException"), {}, async (failed, document, server) => {
      const { services, forms } = await loadedFeatures();
      const flush = forms.flush.bind(forms);
      forms.flush = async (uri) => {
        const edit = new vscode.WorkspaceEdit();
        const at = document.positionAt(document.getText().indexOf(text));
        if (!document.getText().includes("Typed.")) edit.insert(uri, at, "Typed.");
        await vscode.workspace.applyEdit(edit);
        return flush(uri);
      };
      const action = offeredActions(failed).find(({ id }) => id === "setMember");
      try {
        await performAction(action, failed, services, forms);
      } finally {
        Reflect.deleteProperty(forms, "flush");
      }
      assert.match(server.requests.at(-1)?.body.toString() ?? "", /Typed\.Hello\./);
    });
  });

  it("streams what took too long whole", async () => {
    await mending(exception(408, "ModelTimeoutException"), {}, async (failed, document, server) => {
      await press(failed, "setMember", "operation=InvokeModelWithResponseStream");
      assert.equal(JSON.parse(document.getText()).operation, "InvokeModelWithResponseStream");
      assert.match(server.requests.at(-1)?.path ?? "", /invoke-with-response-stream$/);
    });
  });

  const malformed = exception(400, "ValidationException", {
    message:
      "Malformed input request: #/messages/0: extraneous key [content] is not permitted, please reformat your input and try again.",
  });

  it("goes to the body's key that the service names", async () => {
    await mending(malformed, {}, async (failed) => {
      await press(failed, "goToBody", "/messages/0/content");
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), failed.uri.toString());
      assert.equal(editor.document.getText(editor.selection), '"content"');
    });
  });

  it("goes to the member that the service names", async () => {
    const message =
      "1 validation error detected: Value 'x y' at 'guardrailIdentifier' failed to satisfy constraint: Member must satisfy regular expression pattern: z";
    const members = { guardrailIdentifier: "x y", guardrailVersion: "DRAFT" };
    await mending(exception(400, "ValidationException", { message }), members, async (failed) => {
      await press(failed, "goToMember", "guardrailIdentifier");
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), failed.uri.toString());
      assert.equal(editor.document.getText(editor.selection), '"x y"');
    });
  });

  it("goes there in the request's form", async () => {
    await mending(malformed, {}, async (failed) => {
      await closeAll();
      await openForm(failed.uri);
      const { forms } = await loadedFeatures();
      await forms.flush(failed.uri); // the page is there
      await press(failed, "goToBody");
      await activeTab("form", failed.uri);
    });
  });

  it("goes there in a body file of its own", async () => {
    const { body } = JSON.parse(requestText(text));
    const file = writeFile("remedy-body.json", JSON.stringify(body, null, 2));
    const members = { body: undefined, bodyFile: "remedy-body.json" };
    await mending(
      malformed,
      members,
      async (failed) => {
        await press(failed, "goToBody");
        const editor = vscode.window.activeTextEditor;
        assert.equal(editor?.document.uri.fsPath, file.fsPath);
        assert.equal(editor.document.getText(editor.selection), '"content"');
      },
      JSON.stringify({ modelId: "m.x", bodyFile: "remedy-body.json" }),
    );
  });

  it("opens the very setting", async () => {
    const opened: unknown[] = [];
    const { executeCommand } = vscode.commands;
    Object.assign(vscode.commands, {
      executeCommand: (id: string, ...args: unknown[]) => {
        if (id === "workbench.action.openSettings") opened.push(...args);
        return executeCommand(id, ...args);
      },
    });
    try {
      await mending(exception(429, "ModelNotReadyException"), {}, async (failed) => {
        await press(failed, "openSettings");
      });
    } finally {
      Object.assign(vscode.commands, { executeCommand });
    }
    assert.deepEqual(opened, ["@id:bedrockInvoke.maxAttempts"]);
    await eventually("the settings", [vscode.window.tabGroups.onDidChangeTabs], () =>
      allTabs().find(({ label }) => label === "Settings"),
    );
  });

  it("asks the account why it was denied, and shows it with the error", async () => {
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "sandbox" } });
    const uri = writeRequest(requestText("[sandbox:error=AccessDeniedException]"));
    await openText(uri);
    const failed = await invoke(uri);
    const states: unknown[] = [];
    const listening = failed.onDidAdvise(() => states.push(failed.remedy?.explanation));
    await press(failed, "whyDenied");
    listening.dispose();
    const [asking, found] = states;
    assert.equal(asking, "asking");
    assert.equal(found, failed.remedy?.explanation);
    assert.ok(typeof found === "object" && found !== null && "text" in found);
    assert.match(found.text, /^The account has access to anthropic\.claude-3-haiku/);
  });
});

/** Sends a request to a server that fails it once, and answers from then on. */
async function mending(
  failure: Parameters<typeof withFaultServer>[0],
  members: Record<string, unknown>,
  body: (failed: Run, document: vscode.TextDocument, server: FaultServer) => Promise<void>,
  content = requestText(text, members),
): Promise<void> {
  await setSetting("maxAttempts", 1);
  await withFaultServer(
    (response, request, attempt) =>
      (attempt === 1 ? failure : json(200, answer))(response, request, attempt),
    async (server) => {
      await setSetting("endpointUrl", server.url);
      const document = await openText(writeRequest(content));
      const failed = await invoke(document.uri);
      assert.equal(failed.state.status, "failed");
      await body(failed, document, server);
    },
  );
}
