import * as vscode from "vscode";
import type { Features } from "./features.ts";
import {
  commandIds,
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
  let loading: Promise<Features> | undefined;
  const features = () =>
    (loading ??= import("./features.ts").then(({ createFeatures }) => createFeatures(context)));
  const { commands, window } = vscode;

  for (const id of commandIds)
    context.subscriptions.push(
      commands.registerCommand(`bedrockInvoke.${id}`, async (argument?: unknown) =>
        (await features()).commands[id](argument instanceof vscode.Uri ? argument : undefined),
      ),
    );
  context.subscriptions.push(
    window.registerCustomEditorProvider(
      formViewType,
      {
        resolveCustomTextEditor: async (document, panel) =>
          (await features()).forms.open(document, panel),
      },
      { supportsMultipleEditorsPerDocument: true },
    ),
    window.registerCustomEditorProvider(savedRunViewType, {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: async ({ uri }, panel) =>
        (await features()).responses.openSaved(uri, panel),
    }),
    window.registerWebviewViewProvider(responseViewId, {
      resolveWebviewView: async (view) => (await features()).responses.open(view),
    }),
    window.onDidChangeVisibleTextEditors(wake),
  );
  wake();
  return context.extensionMode === vscode.ExtensionMode.Test ? features : undefined;

  function wake(): void {
    if (window.visibleTextEditors.some(({ document }) => isRequestPath(document.uri.path)))
      void features();
  }
}
