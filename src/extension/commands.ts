import * as vscode from "vscode";
import type { ActiveRequest } from "./activeRequest.ts";
import { connect } from "./connection/connectPick.ts";
import { pickRegion } from "./connection/regionPick.ts";
import type { FormEditors } from "./form/formEditor.ts";
import { UntitledFlips } from "./form/untitledFlips.ts";
import { formViewType, savedRunViewType, type CommandId } from "./ids.ts";
import { chooseRequestModel } from "./models/chooseModel.ts";
import { whyNoRequest } from "./request/openRequest.ts";
import type { Run } from "./runs/run.ts";
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
  const { runs, shown, sender, connections, log, boundary } = services;

  const untitledFlips = new UntitledFlips(services, forms);

  async function invoke(streaming?: boolean): Promise<void> {
    if (active.uri) await sender.send(active.uri, { streaming });
    else say(await whyNoRequest(undefined));
  }

  function withRun(act: (run: Run) => unknown) {
    return async () => {
      if (shown.current) await act(shown.current);
    };
  }

  function say(words: string): void {
    boundary.background("Showing a message", () => vscode.window.showInformationMessage(words));
  }

  async function reopen(viewType: string, uri?: vscode.Uri): Promise<void> {
    const target = uri ?? active.document?.uri;
    if (!target) return;
    const same = (other: vscode.Uri | undefined) => other?.toString() === target.toString();
    const document = vscode.workspace.textDocuments.find((one) => same(one.uri));
    if (document?.isUntitled && viewType !== savedRunViewType)
      return untitledFlips.flip(document, viewType === formViewType ? "form" : "text");
    const inPlace = same(activeFile()) && (!document || keepsText(document));
    if (viewType === formViewType && !inPlace && forms.reveal(target)) return;
    if (inPlace) await vscode.commands.executeCommand("reopenActiveEditorWith", viewType);
    else await vscode.commands.executeCommand("vscode.openWith", target, viewType);
  }

  return {
    openPlayground: () => openPlayground(services),
    newRequestFile: () => newRequestFile(services),
    invoke: () => invoke(),
    invokeStreaming: () => invoke(true),
    cancel: () => {
      const { uri } = active;
      const own = uri && runs.of(uri);
      (own?.running ? own : shown.current)?.cancel();
    },
    rerunLast: withRun((run) => sender.rerun(run)),
    copyResponse: withRun(({ state }) =>
      vscode.env.clipboard.writeText(state.decoded.text || answerJson(state)),
    ),
    saveResponseBody: withRun((run) => saveResponseBody(run, boundary)),
    saveRun: withRun((run) => saveRun(run, boundary)),
    connect: () => connect(connections, active.fileRegion, boundary),
    switchProfile: () => connect(connections, active.fileRegion, boundary),
    switchRegion: async () => {
      await pickRegion(connections, active.fileRegion, false);
    },
    chooseModel: async (uri) => {
      const target = uri ?? active.document?.uri;
      if (target) await chooseRequestModel(services, target, await forms.flush(target));
      else say(await whyNoRequest(active.uri));
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

/**
 * Whether VS Code keeps the file's text when it reopens it in place. VS Code 1.110 asks whether to save a file that has
 * changes, and throws them away if not; 1.139 keeps them.
 */
function keepsText({ isDirty }: vscode.TextDocument): boolean {
  return !isDirty || Number(vscode.version.split(".")[1]) >= 139;
}
