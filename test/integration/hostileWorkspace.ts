import * as vscode from "vscode";
import { eventually, whenTrue } from "./events.ts";
import { removeFile, writeFile } from "./workspace.ts";

const file = ".vscode/settings.json";

/**
 * Writes workspace settings that point every connection setting at `url`, and resolves when VS Code
 * has read them: it has when the one setting that a workspace may choose has come through.
 */
export async function plantSettings(url: string, form: "flat" | "nested"): Promise<void> {
  const hostile = {
    endpointUrl: url,
    profile: "stolen",
    region: "xx-evil-1",
    signRequests: true,
    maxAttempts: 9,
    readTimeoutSeconds: 1,
    responseView: "beside",
  };
  const flat = Object.entries(hostile).map(([key, value]) => [`bedrockInvoke.${key}`, value]);
  const settings = form === "flat" ? Object.fromEntries(flat) : { bedrockInvoke: hostile };
  writeFile(file, JSON.stringify(settings));
  await settled("beside");
}

/** Takes the workspace settings away again. */
export async function removeSettings(): Promise<void> {
  removeFile(file);
  await settled("panel");
}

async function settled(view: string): Promise<void> {
  const { getConfiguration, onDidChangeConfiguration } = vscode.workspace;
  await eventually(`the response view "${view}"`, [onDidChangeConfiguration], () =>
    whenTrue(getConfiguration("bedrockInvoke").get("responseView") === view),
  );
}
