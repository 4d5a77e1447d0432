import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { openPanel, say } from "./pages.ts";
import { activeTab, closeAll, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

describe("members that a form sets together", () => {
  before(closeAll);
  after(closeAll);

  it("are one change of the file, which one undo takes back", async () => {
    const text = requestText("Hello.");
    const document = await openText(writeRequest(text));
    const panel = openPanel();
    const { forms } = await loadedFeatures();
    forms.open(document, panel);
    say(panel, {
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
