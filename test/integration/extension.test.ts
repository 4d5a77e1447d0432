import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activated } from "./extension.ts";

/** The middle number of 1.110.0 or ^1.110.0. */
const minor = (version: string) => Number(version.split(".")[1]);

describe("the extension", () => {
  it("is installed and activates", async () => {
    const { extension } = await activated();
    assert.equal(extension.isActive, true);
  });

  it("has a handler for every command that its manifest contributes", async () => {
    const { manifest } = await activated();
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    const known = new Set(await vscode.commands.getCommands(true));
    assert.ok(contributed.length > 0);
    assert.deepEqual(
      contributed.filter((command) => !known.has(command)),
      [],
    );
  });

  it("runs in the VS Code that was asked for, no older than its manifest says", async () => {
    const { manifest } = await activated();
    assert.equal(vscode.version, process.env["BEDROCK_INVOKE_VSCODE_VERSION"]);
    assert.ok(minor(vscode.version) >= minor(manifest.engines.vscode));
  });
});
