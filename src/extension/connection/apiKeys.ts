import * as vscode from "vscode";
import type { ErrorBoundary } from "../errorBoundary.ts";

const secretId = "bedrockInvoke.apiKey";

/** The Bedrock API key of the user, in VS Code's secret storage and nowhere else. */
export class ApiKeys implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  /** Fires when the key was stored or removed, in whichever window. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    boundary: ErrorBoundary,
  ) {
    this.subscription = boundary.on(secrets.onDidChange, "Reading the API key", ({ key }) => {
      if (key === secretId) this.changed.fire();
    });
  }

  async get(): Promise<string | undefined> {
    return (await this.secrets.get(secretId)) || undefined;
  }

  async store(apiKey: string): Promise<void> {
    await this.secrets.store(secretId, apiKey);
  }

  async remove(): Promise<void> {
    await this.secrets.delete(secretId);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

/** Asks for a key and stores it. Returns true when there is a new one. */
export async function askForApiKey(keys: ApiKeys): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: "Bedrock Invoke: Bedrock API Key",
    prompt: "Stored in VS Code's secret storage, never in files, settings or logs.",
    placeHolder: "Paste the key",
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\x21-\x7e]*$/.test(text.trim()) ? undefined : "A key contains no spaces or line breaks.",
  });
  const apiKey = typed?.trim();
  if (!apiKey) return false;
  await keys.store(apiKey);
  return true;
}
