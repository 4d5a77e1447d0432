import * as vscode from "vscode";
import type { ActiveRequest } from "./activeRequest.ts";
import { connect } from "./connection/connectPick.ts";
import { pickRegion } from "./connection/regionPick.ts";
import type { FormEditors } from "./form/formEditor.ts";
import { formViewType, savedRunViewType, type CommandId } from "./ids.ts";
import { chooseModel } from "./models/chooseModel.ts";
import { newRequestFile, openPlayground } from "./request/newRequest.ts";
import { saveResponseBody, saveRun } from "./response/saveBody.ts";
import { answerJson } from "./response/answerText.ts";
import type { Services } from "./services.ts";

/** Every command of the manifest by its id without the prefix, and what it does. */
export function commandTable(
  services: Services,
  active: ActiveRequest,
  forms: FormEditors,
): Record<CommandId, (uri?: vscode.Uri) => unknown> {
  const { runs, sender, connections, log } = services;

  async function invoke(streaming?: boolean): Promise<void> {
    const { document } = active;
    if (!document) {
      void vscode.window.showInformationMessage(await noDocument(active.uri));
      return;
    }
    const knownBody = await forms.flush(document.uri);
    await sender.send(document, { streaming, knownBody });
  }

  function withRun(act: (run: NonNullable<typeof runs.current>) => unknown) {
    return async () => {
      if (runs.current) await act(runs.current);
    };
  }

  async function reopen(viewType: string, uri?: vscode.Uri): Promise<void> {
    const target = uri ?? active.document?.uri;
    if (!target) return;
    const same = (other: vscode.Uri | undefined) => other?.toString() === target.toString();
    const document = vscode.workspace.textDocuments.find((one) => same(one.uri));
    const inPlace = same(activeFile()) && (!document || keepsText(document));
    if (inPlace) await vscode.commands.executeCommand("reopenActiveEditorWith", viewType);
    else await vscode.commands.executeCommand("vscode.openWith", target, viewType);
  }

  return {
    openPlayground: () => openPlayground(services),
    newRequestFile: () => newRequestFile(services),
    invoke: () => invoke(),
    invokeStreaming: () => invoke(true),
    cancel: () => {
      const uri = active.document?.uri;
      const own = uri && runs.of(uri);
      (own?.running ? own : runs.current)?.cancel();
    },
    rerunLast: withRun((run) => sender.sendAgain(run)),
    copyResponse: withRun(({ state }) =>
      vscode.env.clipboard.writeText(state.decoded.text || answerJson(state)),
    ),
    saveResponseBody: withRun(saveResponseBody),
    saveRun: withRun(saveRun),
    connect: () => connect(connections, active.fileRegion),
    switchProfile: () => connect(connections, active.fileRegion),
    switchRegion: async () => {
      await pickRegion(connections, active.fileRegion, false);
    },
    chooseModel: async (uri) => {
      const target = uri ?? active.document?.uri;
      if (target) await chooseModel(services, target, await forms.flush(target));
      else void vscode.window.showInformationMessage(await noDocument(active.uri));
    },
    showLog: () => log.show(),
    openAsForm: (uri) => reopen(formViewType, uri),
    openAsText: (uri) => reopen("default", uri ?? activeFile()),
    openAsResponse: (uri) => reopen(savedRunViewType, uri ?? activeFile()),
  };
}

/** The file of the active editor, be it text or one of our views. */
function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isFile ? input.uri : undefined;
}

/** Why there is nothing to send. */
async function noDocument(uri: vscode.Uri | undefined): Promise<string> {
  if (!uri) return "Open a Bedrock request first.";
  const stat = vscode.workspace.fs.stat(uri);
  const size = await stat.then(
    (found) => found.size,
    () => 0,
  );
  if (size < 50 * 1024 * 1024) return "Open a Bedrock request first.";
  return `Not sent: this file has ${size.toLocaleString("en-US")} bytes, and VS Code hands no file over 50 MB to extensions. The service takes bodies of 25 MB at most.`;
}

/**
 * Whether VS Code keeps the document's text when it reopens it in place. A second tab on the same
 * file is one too many, but an untitled text gets lost, and VS Code 1.110 asks whether to save one
 * that has changes, to throw them away if not; 1.139 just keeps them.
 */
function keepsText({ isUntitled, isDirty }: vscode.TextDocument): boolean {
  return !isUntitled && (!isDirty || Number(vscode.version.split(".")[1]) >= 139);
}
