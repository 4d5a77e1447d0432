import * as vscode from "vscode";

const section = "bedrockInvoke";
const before = new Map<string, unknown>();

/** Writes one of the extension's settings into the user's own; `restoreSettings` takes it back. */
export async function setSetting(key: string, value: unknown): Promise<void> {
  const own = vscode.workspace.getConfiguration(section).inspect(key)?.globalValue;
  if (!before.has(key)) before.set(key, own);
  await update(key, value);
}

/** Puts back every setting that was written since. */
export async function restoreSettings(): Promise<void> {
  for (const [key, value] of before) await update(key, value);
  before.clear();
}

async function update(key: string, value: unknown): Promise<void> {
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration(section).update(key, value, Global);
}
