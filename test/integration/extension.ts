import assert from "node:assert/strict";
import * as vscode from "vscode";

/** The parts of package.json that tests compare with. */
export type Manifest = {
  version: string;
  engines: { vscode: string };
  contributes: { commands: { command: string; title: string; enablement?: string }[] };
};

/** Returns the extension under test, activated, and its manifest; throws when VS Code does not know it. */
export async function activated(): Promise<{
  extension: vscode.Extension<unknown>;
  manifest: Manifest;
}> {
  const extension = vscode.extensions.getExtension<unknown>("bedrock-invoke.bedrock-invoke");
  assert.ok(extension, "bedrock-invoke.bedrock-invoke is not among VS Code's extensions");
  await extension.activate();
  return { extension, manifest: extension.packageJSON };
}
