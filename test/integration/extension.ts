import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Features } from "../../src/extension/features.ts";

/** The parts of package.json that tests compare with. */
export type Manifest = {
  version: string;
  engines: { vscode: string };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string; enablement?: string }[];
    configuration: { properties: Record<string, { scope: string }> };
  };
};

/** Returns the extension under test, activated, and its manifest; throws when VS Code does not know it. */
export async function activated(): Promise<{
  extension: vscode.Extension<(() => Promise<Features>) | undefined>;
  manifest: Manifest;
}> {
  const extension = vscode.extensions.getExtension<(() => Promise<Features>) | undefined>(
    "bedrock-invoke.bedrock-invoke",
  );
  assert.ok(extension, "bedrock-invoke.bedrock-invoke is not among VS Code's extensions");
  await extension.activate();
  return { extension, manifest: extension.packageJSON };
}

/** Returns the features of the extension under test, loaded. */
export async function loadedFeatures(): Promise<Features> {
  const { extension } = await activated();
  assert.ok(extension.exports, "activate() hands its features to a test run");
  return await extension.exports();
}
