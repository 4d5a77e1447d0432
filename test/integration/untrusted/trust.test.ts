import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activated } from "../extension.ts";

describe("a window that is not trusted", () => {
  it("is what this suite runs in", () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it("has the extension all the same, so that requests can be looked at", async () => {
    const { extension, manifest } = await activated();
    assert.equal(extension.isActive, true);
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(known.has(command), command);
  });
});
