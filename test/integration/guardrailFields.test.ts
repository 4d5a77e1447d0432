import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { FormToHost } from "../../src/protocol/form.ts";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { activeTab, closeAll, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

describe("members that a form sets together", () => {
  before(closeAll);
  after(closeAll);

  it("are one change of the file, which one undo takes back", async () => {
    const text = requestText("Hello.");
    const document = await openText(writeRequest(text));
    const panel = vscode.window.createWebviewPanel("test", "Form", {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
    const { forms } = await loadedFeatures();
    forms.open(document, panel);
    panel.webview.html = pageSaying({
      type: "set",
      values: [
        ["guardrailIdentifier", "abc123"],
        ["guardrailVersion", "1"],
      ],
    });
    const { onDidChangeTextDocument } = vscode.workspace;
    await eventually("the guardrail in the file", [onDidChangeTextDocument], () =>
      whenTrue(document.version > 1),
    );
    assert.equal(
      document.getText(),
      requestText("Hello.", { guardrailIdentifier: "abc123", guardrailVersion: "1" }),
    );
    panel.dispose();
    await vscode.window.showTextDocument(document);
    await activeTab("text", document.uri);
    const changed = document.version;
    await vscode.commands.executeCommand("undo");
    await eventually("the undo", [onDidChangeTextDocument], () =>
      whenTrue(document.version > changed),
    );
    assert.equal(document.getText(), text);
  });
});

/** A page in the form's place that says this to the host. */
function pageSaying(message: FormToHost): string {
  return `<script>acquireVsCodeApi().postMessage(${JSON.stringify(message)});</script>`;
}
