import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { eventually } from "./events.ts";
import { closeAll, openText, setText } from "./window.ts";
import { fileUri, removeFile, writeFile, writeRequest } from "./workspace.ts";

const payload = "watched.payload.json";
const request = `{ "modelId": "amazon.nova-lite-v1:0", "bodyFile": "./${payload}" }`;

describe("the problems of a request whose body is in a file", () => {
  let document: vscode.TextDocument;

  beforeEach(async () => {
    await closeAll();
    removeFile(payload);
    document = await openText(writeRequest(request));
    await codes(["bodyFile"]);
  });

  after(async () => {
    await closeAll();
    removeFile(payload);
  });

  it("follow the file when it is created, changed and deleted on disk", async () => {
    writeFile(payload, '{ "messages": [] }');
    await codes([]);
    writeFileSync(fileUri(payload).fsPath, '{ "messages": [ }');
    await codes(["bodyFileSyntax"]);
    writeFileSync(fileUri(payload).fsPath, '{ "messages": [1] }');
    await codes([]);
    removeFile(payload);
    await codes(["bodyFile"]);
  });

  it("say that the file has changes in an editor that are not saved", async () => {
    writeFile(payload, '{ "messages": [] }');
    await codes([]);
    const body = await openText(fileUri(payload));
    await setText(body, '{ "messages": [2] }');
    await codes(["bodyFileUnsaved"]);
    assert.ok(await body.save());
    await codes([]);
  });

  it("follow another file when the request names another", async () => {
    await setText(document, request.replace(payload, "body-from-file.payload.json"));
    await codes([]);
    await setText(document, request);
    await codes(["bodyFile"]);
    writeFile(payload, '{ "messages": [] }');
    await codes([]);
  });

  /** Waits until the request has exactly these problems. */
  async function codes(expected: readonly string[]): Promise<void> {
    await eventually(
      `exactly ${expected.join() || "no problems"}`,
      [vscode.languages.onDidChangeDiagnostics],
      () => (codesOf(document).join() === expected.join() ? true : undefined),
    );
  }
});

function codesOf({ uri }: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .flatMap(({ source, code }) =>
      source === "Bedrock Invoke" && typeof code === "string" ? [code] : [],
    );
}
