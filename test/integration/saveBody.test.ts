import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { readRunRecord } from "../../src/core/run/readRecord.ts";
import { startFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { canMountDisks, mountSmallDisk } from "../fakes/smallDisk.ts";
import { recordMessages } from "./messages.ts";
import { command, invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { activeText, closeAll, openText } from "./window.ts";
import { fileUri, removeFile, requestText, writeRequest } from "./workspace.ts";

/** JSON that every reader and writer in between would lay out anew, and a byte that is no UTF-8. */
const answer = Buffer.concat([
  Buffer.from('\r\n{ "one": 1.0,\t"big": 9007199254740993, "same": 1, "same": 2, "odd": "'),
  Buffer.from([0xff]),
  Buffer.from('" }\r\n '),
]);

describe("Save Response Body", () => {
  const original = vscode.window.showSaveDialog;
  let server: FaultServer;
  let folder: string;

  before(async () => {
    server = await startFaultServer((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(answer);
    });
    folder = fileUri("saved").fsPath;
    mkdirSync(folder);
    await setSetting("endpointUrl", server.url);
    await closeAll();
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    await invoke(uri);
  });

  afterEach(() => choose(original));

  after(async () => {
    await closeAll();
    await restoreSettings();
    await server.close();
    removeFile("saved");
  });

  it("writes the bytes that came, to the last one", async () => {
    const target = path.join(folder, "answer.json");
    choose(async () => vscode.Uri.file(target));
    assert.match(await saveAndRead(), new RegExp(`Saved ${answer.length} bytes as answer.json`));
    assert.deepEqual(readFileSync(target), answer);
    assert.deepEqual(readdirSync(folder), ["answer.json"]);
  });

  it("saves the run with the answer to the byte, in a file that opens as a response", async () => {
    const target = path.join(folder, "tides.bedrock-run.json");
    // Typed without the ending by which a run is known again.
    choose(async () => vscode.Uri.file(path.join(folder, "tides.json")));
    assert.match(await saveAndRead("saveRun"), /Saved [\d,]+ bytes/);
    const read = readRunRecord(readFileSync(target, "utf8"));
    assert.ok(read.ok);
    assert.deepEqual(Buffer.from(read.record.responseBody ?? []), answer);
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(target));
    await command("openAsResponse");
    const tabs = vscode.window.tabGroups.activeTabGroup.tabs.map(({ input }) => input);
    assert.ok(tabs.some((input) => input instanceof vscode.TabInputCustom));
    assert.ok(!tabs.some((tab) => tab instanceof vscode.TabInputText && tab.uri.path === target));
    await command("openAsText");
    await activeText(vscode.Uri.file(target));
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    rmSync(target);
  });

  it("ends a run's name once, though the simple dialog adds an ending, and offers a free one", async () => {
    const offered: string[] = [];
    choose(async ({ defaultUri, filters } = {}) => {
      assert.ok(defaultUri);
      offered.push(defaultUri.fsPath);
      // As VS Code's simple dialog does, where the last part of the ending is none of the filter's.
      const [ending = ""] = Object.values(filters ?? {}).flat();
      const has = defaultUri.path.split(".").at(-1) === ending;
      return has ? defaultUri : defaultUri.with({ path: `${defaultUri.path}.${ending}` });
    });
    await saveAndRead("saveRun");
    await saveAndRead("saveRun");
    const [first = "", second] = offered;
    assert.match(first, /-\d{8}-\d{6}\.bedrock-run\.json$/);
    assert.equal(second, first.replace(/\.bedrock-run\.json$/, "-2.bedrock-run.json"));
    for (const file of offered) rmSync(file);
    // What such a dialog gave in older versions, or is typed.
    const doubled = `${first}.bedrock-run.json`;
    choose(async () => vscode.Uri.file(doubled));
    await saveAndRead("saveRun");
    rmSync(first);
    assert.throws(() => readFileSync(doubled));
  });

  it("offers a name beside the request, in the type of the answer", async () => {
    let offered: vscode.SaveDialogOptions | undefined;
    choose(async (options) => {
      offered = options;
      return undefined;
    });
    await command("saveResponseBody");
    assert.equal(path.dirname(offered?.defaultUri?.fsPath ?? ""), path.dirname(folder));
    assert.match(offered?.defaultUri?.fsPath ?? "", /-\d{8}-\d{6}\.response\.json$/);
    assert.deepEqual(readdirSync(folder), ["answer.json"]);
  });

  it("replaces a file whole", async () => {
    const target = path.join(folder, "answer.json");
    writeFileSync(target, "x".repeat(answer.length * 2));
    choose(async () => vscode.Uri.file(target));
    await saveAndRead();
    assert.deepEqual(readFileSync(target), answer);
  });

  /** Where nothing can be written, whoever asks: not even as root. */
  const nowhere: readonly (readonly [string, () => string])[] = [
    ["a folder that is a file", () => path.join(folder, "answer.json", "inside.json")],
    ["a folder that does not exist", () => path.join(folder, "none", "answer.json")],
    ["a name that is a folder's", () => path.join(folder, "taken")],
    ["a name of 300 characters", () => path.join(folder, "n".repeat(300))],
  ];
  for (const [what, target] of nowhere)
    it(`says so when the target is ${what}, and leaves nothing behind`, async () => {
      mkdirSync(path.join(folder, "taken"), { recursive: true });
      const before = readdirSync(folder);
      choose(async () => vscode.Uri.file(target()));
      assert.match(await saveAndRead(), /^Couldn't save .+: .+\. [A-Z].+\.$/);
      assert.deepEqual(readdirSync(folder), before);
      assert.deepEqual(readFileSync(path.join(folder, "answer.json")), answer);
    });

  if (canMountDisks())
    for (const how of ["saveResponseBody", "saveRun"])
      it(`says so when the disk is full, and keeps the old file of ${how}`, async () => {
        const disk = mountSmallDisk("size=4k");
        try {
          const target = path.join(disk.folder, "a.bedrock-run.json");
          writeFileSync(target, "good");
          choose(async () => vscode.Uri.file(target));
          assert.match(await saveAndRead(how), /^Couldn't save .+: the disk is full\. Free some/);
          assert.equal(readFileSync(target, "utf8"), "good");
          assert.deepEqual(readdirSync(disk.folder), ["a.bedrock-run.json"]);
        } finally {
          disk.remove();
        }
      });

  it("ends in a whole file or a message in a folder that is read-only", async () => {
    const locked = path.join(folder, "locked");
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    const target = path.join(locked, "answer.json");
    choose(async () => vscode.Uri.file(target));
    const message = await saveAndRead();
    chmodSync(locked, 0o755);
    // Root may write there.
    if (process.getuid?.() === 0) assert.deepEqual(readFileSync(target), answer);
    else {
      assert.match(message, /permission is denied/);
      assert.deepEqual(readdirSync(locked), []);
    }
  });
});

/** The one stub of the suites: a real dialog cannot be answered from within the extension host. */
function choose(showSaveDialog: typeof vscode.window.showSaveDialog): void {
  Object.assign(vscode.window, { showSaveDialog });
}

async function saveAndRead(how = "saveResponseBody"): Promise<string> {
  const messages = recordMessages();
  try {
    await command(how);
    return await messages.next();
  } finally {
    messages.stop();
  }
}
