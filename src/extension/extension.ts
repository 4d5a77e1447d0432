import * as vscode from "vscode";
import { lazily } from "../core/lazily.ts";
import { ErrorBoundary } from "./errorBoundary.ts";
import type { Features } from "./features.ts";
import {
  commandIds,
  commandTitles,
  formViewType,
  isRequestPath,
  responseViewId,
  savedRunViewType,
} from "./ids.ts";

/**
 * Registers what the manifest promises and nothing more. The features are a bundle of their own,
 * loaded when a request is opened or a command is run: most windows never do either.
 *
 * Returns nothing to other extensions; a test run gets the features, to await runs by their events.
 */
export function activate(context: vscode.ExtensionContext): (() => Promise<Features>) | undefined {
  const log = vscode.window.createOutputChannel("Bedrock Invoke", { log: true });
  const boundary = new ErrorBoundary(log);
  const features = lazily(async () => {
    const { createFeatures } = await import("./features.ts");
    return createFeatures(context, log, boundary);
  });
  const { commands, window } = vscode;

  for (const id of commandIds)
    context.subscriptions.push(
      commands.registerCommand(`bedrockInvoke.${id}`, (argument?: unknown) =>
        boundary.forUser(commandTitles[id], async () =>
          (await features()).commands[id](argument instanceof vscode.Uri ? argument : undefined),
        ),
      ),
    );
  context.subscriptions.push(
    log,
    window.registerCustomEditorProvider(
      formViewType,
      {
        resolveCustomTextEditor: (document, panel) =>
          boundary.guard("Opening a request as a form", async () =>
            (await features()).forms.open(document, panel),
          ),
      },
      { supportsMultipleEditorsPerDocument: true },
    ),
    window.registerCustomEditorProvider(savedRunViewType, {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: ({ uri }, panel) =>
        boundary.guard("Opening a run file", async () =>
          (await features()).responses.openSaved(uri, panel),
        ),
    }),
    window.registerWebviewViewProvider(responseViewId, {
      resolveWebviewView: (view) =>
        boundary.guard("Opening the response", async () => (await features()).responses.open(view)),
    }),
    boundary.on(window.onDidChangeVisibleTextEditors, "Starting", wake),
  );
  wake();
  return context.extensionMode === vscode.ExtensionMode.Test ? features : undefined;

  function wake(): void {
    if (window.visibleTextEditors.some(({ document }) => isRequestPath(document.uri.path)))
      boundary.background("Starting", features);
  }
}
