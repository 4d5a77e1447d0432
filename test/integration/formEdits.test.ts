import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { typingForm, type TypingForm } from "./typingForm.ts";
import {
  activeTab,
  closeAll,
  documentWith,
  formViewType,
  openForm,
  openText,
  tabsOf,
} from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const { executeCommand } = vscode.commands;

/** Each takes the page away at once: it has no time to send what was typed last. */
const leavings: readonly (readonly [string, (form: TypingForm) => PromiseLike<unknown>])[] = [
  ["another tab hides it", () => openText(writeRequest(requestText("Other.")))],
  ["its tab is closed", () => executeCommand("workbench.action.closeActiveEditor")],
  [
    "VS Code reloads all webviews",
    () => executeCommand("workbench.action.webview.reloadWebviewAction"),
  ],
  [
    "its page is thrown away",
    async ({ panel }) => {
      const { html } = panel.webview;
      panel.webview.html = "";
      panel.webview.html = html;
    },
  ],
];

describe("what is typed into a form", () => {
  let uri: vscode.Uri;
  let form: TypingForm;

  beforeEach(async () => {
    await closeAll();
    uri = writeRequest(requestText("Hello."));
    form = await typingForm(() => executeCommand("vscode.openWith", uri, formViewType));
    await activeTab("form", uri);
  });
  after(closeAll);

  for (const [what, leave] of leavings)
    it(`is in the document when ${what} before it was sent`, async () => {
      await form.type("Hello.", " And more.");
      await leave(form);
      await documentWith(uri, requestText("Hello. And more."));
    });

  it("comes back with the form when another tab had hidden it, and is there once", async () => {
    await form.type("Hello.", " And more.");
    await openText(writeRequest(requestText("Other.")));
    await documentWith(uri, requestText("Hello. And more."));
    await openForm(uri);
    assert.match(await form.shown(), /"Hello\. And more\."/);
    await form.type("more.", " Again.");
    await documentWith(uri, requestText("Hello. And more. Again."));
    assert.match(await form.shown(), /"Hello\. And more\. Again\."/);
  });

  it("stands beside what is typed into the text at the same moment, in the body and before it", async () => {
    const { forms } = await loadedFeatures();
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
    const document = await documentWith(uri, requestText("Hello."));
    let expected = requestText("Hello.");
    for (let turn = 0; turn < 10; turn++) {
      const word = turn === 0 ? "Hello." : `f${turn - 1}`;
      const [from, mine] = turn % 2 === 0 ? ['"max_tokens": ', "1"] : ['"modelId": "', `m${turn}.`];
      const typed = form.type(word, ` f${turn}`);
      // On some turns the page has begun, on others it has not.
      if (turn % 3 === 0) await typed;
      await insertAfter(document, from, mine);
      await typed;
      expected = expected.replace(word, `${word} f${turn}`).replace(from, `${from}${mine}`);
    }
    await forms.flush(uri);
    await documentWith(uri, expected);
    assert.match(await form.shown(), / f9"/);
    assert.match(await form.shown(), /"max_tokens": 111114096/);
  });

  it("is taken back by Undo in the text editor beside it, and not typed again", async () => {
    await form.type("Hello.", " And more.");
    await documentWith(uri, requestText("Hello. And more."));
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
    await executeCommand("undo");
    await documentWith(uri, requestText("Hello."));
    await form.shown('"Hello."');
    await form.type("Hello.", " Anew.");
    await documentWith(uri, requestText("Hello. Anew."));
    assert.match(await form.shown(), /"Hello\. Anew\."/);
  });

  it("is not written over another's change of the same word", async () => {
    const { forms } = await loadedFeatures();
    const document = await documentWith(uri, requestText("Hello."));
    await form.type("Hello.", " And more.");
    await replaceWord(document, "Hello.", "Good day.");
    await forms.flush(uri);
    await documentWith(uri, (text) => text.includes("Good day.") && text.includes(" And more."));
    assert.match(await form.shown(), /Good day\./);
  });

  it("is not brought back where its tab is closed without saving", async () => {
    await form.type("Hello.", " And more.");
    await (await loadedFeatures()).forms.flush(uri);
    await form.type("more.", " Unwanted.");
    await executeCommand("workbench.action.revertAndCloseActiveEditor");
    await eventually("no tab", [vscode.window.tabGroups.onDidChangeTabs], () =>
      whenTrue(tabsOf(uri).length === 0),
    );
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), requestText("Hello."));
    assert.equal(document.isDirty, false);
  });
});

async function insertAfter(document: vscode.TextDocument, word: string, text: string) {
  await replaceWord(document, word, `${word}${text}`);
}

/** Changes the document as another extension, or a text editor, does: made anew until no other edit was first. */
async function replaceWord(document: vscode.TextDocument, word: string, text: string) {
  const edit = new vscode.WorkspaceEdit();
  const at = document.getText().indexOf(word);
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + word.length));
  edit.replace(document.uri, range, text);
  if (!(await vscode.workspace.applyEdit(edit))) await replaceWord(document, word, text);
}
