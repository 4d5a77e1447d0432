import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { command, invoke } from "./runs.ts";
import { activeTab, closeAll, openForm, openText, setText, tabsOf, viewOf } from "./window.ts";
import { fileUri, requestText, writeRequest } from "./workspace.ts";

const bom = "\uFEFF";
const crlf = requestText("Hello.").replaceAll("\n", "\r\n");

/** Files that a form meets, as they stand on the disk. */
const files: readonly (readonly [string, string])[] = [
  ["an empty file", ""],
  ["a file that is not JSON", "modelId: amazon.nova-lite-v1:0\n"],
  ["a file that is cut off", '{ "modelId": "amazon.nova-lite-v1:0", "body": { "a": [1, '],
  ["a file of a newer version", '{ "version": 99, "modelId": "m", "body": {}, "new": 1 }\n'],
  ["members of the wrong types", '{ "modelId": 1, "trace": [], "body": 3, "region": null }\n'],
  ["a JSON array", "[1, 2, 3]\n"],
  ["Windows line ends", crlf],
  ["a byte order mark", `${bom}${requestText("Hello.")}`],
  ["comments and trailing commas", '{\n  // one\n  "modelId": "m", /* two */\n  "body": {},\n}\n'],
];

describe("a request's document under its form", () => {
  beforeEach(closeAll);
  after(closeAll);

  for (const [what, text] of files)
    it(`is left alone when the form opens ${what}`, async () => {
      const document = await openForm(writeRequest(text));
      const { forms } = await loadedFeatures();
      await forms.flush(document.uri);
      assert.equal(document.getText(), text.replace(bom, ""));
      assert.equal(document.isDirty, false);
      assert.equal(document.version, 1);
      assert.equal(readFileSync(document.uri.fsPath, "utf8"), text);
    });

  for (const [what, text] of [
    ["Windows line ends", crlf],
    ["a byte order mark", `${bom}${requestText("Hello.")}`],
  ] as const)
    it(`is saved with ${what} as it had before`, async () => {
      const document = await openForm(writeRequest(text));
      const edit = new vscode.WorkspaceEdit();
      const at = document.positionAt(document.getText().indexOf("Hello."));
      edit.replace(document.uri, new vscode.Range(at, at.translate(0, 6)), "Good day.");
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.ok(await document.save());
      assert.equal(readFileSync(document.uri.fsPath, "utf8"), text.replace("Hello.", "Good day."));
    });

  it("follows the file when that changes on the disk", async () => {
    const document = await openForm(writeRequest(requestText("Before.")));
    writeFileSync(document.uri.fsPath, requestText("After."));
    await eventually("the new text", [vscode.workspace.onDidChangeTextDocument], () =>
      whenTrue(document.getText() === requestText("After.")),
    );
    assert.equal(document.isDirty, false);
    await activeTab("form", document.uri);
  });

  it("keeps what was typed when the file changes on the disk meanwhile", async () => {
    const document = await openForm(writeRequest(requestText("Before.")));
    await setText(document, requestText("Typed."));
    const watcher = vscode.workspace.createFileSystemWatcher(document.uri.fsPath);
    let changed = false;
    watcher.onDidChange(() => (changed = true));
    writeFileSync(document.uri.fsPath, requestText("After."));
    await eventually("the change to be seen", [watcher.onDidChange], () => whenTrue(changed));
    watcher.dispose();
    assert.equal(document.getText(), requestText("Typed."));
    assert.equal(document.isDirty, true);
  });

  it("keeps its text, and can be sent, when the file is deleted on the disk", async () => {
    // One that has been there for long: of a file made and deleted in one breath nobody is told.
    const document = await openForm(fileUri("gpt-oss.bedrock.json"));
    const text = document.getText();
    const watcher = vscode.workspace.createFileSystemWatcher("**/gpt-oss.bedrock.json");
    let deleted = false;
    watcher.onDidDelete(() => (deleted = true));
    rmSync(document.uri.fsPath);
    await eventually("the deletion to be seen", [watcher.onDidDelete], () => whenTrue(deleted));
    watcher.dispose();
    assert.equal(document.getText(), text);
    assert.equal(document.isClosed, false);
    const { state } = await invoke(document.uri);
    assert.equal(state.status, "done");
    assert.match(state.decoded.text, /prime number/);
    await vscode.commands.executeCommand("workbench.action.files.save");
    assert.equal(readFileSync(document.uri.fsPath, "utf8"), text);
  });

  it("is shown by one tab alone, text or form, however often they are flipped", async () => {
    const text = requestText("Flip.");
    const { uri } = await openForm(writeRequest(text));
    for (const [id, view] of [
      ["openAsText", "text"],
      ["openAsForm", "form"],
      ["openAsText", "text"],
    ] as const) {
      await command(id);
      await activeTab(view, uri);
      assert.deepEqual(
        tabsOf(uri).map((tab) => viewOf(tab)),
        [view],
      );
    }
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), text);
    assert.equal(document.isDirty, false);
  });

  it("keeps unsaved edits through a flip", async () => {
    const document = await openText(writeRequest(requestText("One.")));
    await setText(document, requestText("Two."));
    await command("openAsForm");
    await activeTab("form", document.uri);
    assert.equal(document.getText(), requestText("Two."));
    await command("openAsText");
    await activeTab("text", document.uri);
    assert.equal(document.getText(), requestText("Two."));
    assert.equal(document.isDirty, true);
  });

  it("opens another file as form from the explorer beside the active one", async () => {
    const shown = await openText(writeRequest(requestText("One.")));
    const other = fileUri("claude-chat.bedrock.json");
    await command("openAsForm", other);
    await activeTab("form", other);
    assert.deepEqual(
      tabsOf(shown.uri).map((tab) => viewOf(tab)),
      ["text"],
    );
  });

  it("takes an edit back at Undo while the form has the focus", async () => {
    const document = await openForm(writeRequest(requestText("One.")));
    await setText(document, requestText("Two."));
    await vscode.commands.executeCommand("undo");
    await eventually("the former text", [vscode.workspace.onDidChangeTextDocument], () =>
      whenTrue(document.getText() === requestText("One.")),
    );
    await vscode.commands.executeCommand("redo");
    await eventually("the later text", [vscode.workspace.onDidChangeTextDocument], () =>
      whenTrue(document.getText() === requestText("Two.")),
    );
  });
});
