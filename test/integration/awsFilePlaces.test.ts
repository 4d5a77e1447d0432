import assert from "node:assert/strict";
import * as vscode from "vscode";
import { resetConnection, writeAwsFile } from "./awsFiles.ts";
import { loadedFeatures } from "./extension.ts";
import { answering } from "./picks.ts";
import { pressRemedy } from "./pressRemedy.ts";
import { command, invoke } from "./runs.ts";
import { closeAll, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const config = "[default]\n[dev]\nregion = us-east-1\n";
const path = process.env["AWS_CONFIG_FILE"] ?? "";

describe("a config file that is broken", () => {
  beforeEach(closeAll);
  afterEach(async () => {
    await closeAll();
    await resetConnection();
  });

  it("is opened by its error, at the section whose name is wrong or at the line that is broken", async () => {
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "profile", profile: "dev" } });
    const uri = writeRequest(requestText("Hello."));
    const opened = async (error: string, text: string) => {
      writeAwsFile("config", text);
      await openText(uri);
      const failed = await invoke(uri);
      assert.equal(failed.state.error?.name, error);
      await pressRemedy(failed, "openFile", path);
      return place();
    };
    assert.deepEqual(await opened("ProfileNotFound", config), ["[dev]", 1]);
    assert.deepEqual(await opened("AwsFileUnreadable", `${config}nonsense\n`), ["", 3]);
  });

  it("is named by Connect, and opened at the line that is broken", async () => {
    writeAwsFile("config", `${config}[dev]\n`);
    const row = `$(warning) ${path} cannot be read`;
    const [list] = await answering(() => command("connect"), { row });
    assert.equal(list?.rows[0], `${row}: line 4 repeats the section [dev]`);
    assert.deepEqual(place(), ["", 3]);
  });
});

/** What is selected of the config file, and the line that the caret is in, from 0. */
function place(): readonly [selected: string, line: number] {
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.uri.fsPath, path);
  return [editor.document.getText(editor.selection), editor.selection.active.line];
}
