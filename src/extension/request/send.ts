import * as vscode from "vscode";
import { stringMember } from "../../core/request/parse.ts";
import { sendability, type Problem } from "../../core/request/problem.ts";
import type { Span } from "../../core/request/scan.ts";
import { toInvokeCall } from "../../core/request/toCall.ts";
import type { Run } from "../runs/run.ts";
import type { Runs } from "../runs/runs.ts";
import type { RecentModels } from "./recentModels.ts";
import { applyTextEdits } from "./applyEdits.ts";
import { spanRange } from "./diagnostics.ts";
import { checkRequest, type CheckedRequest } from "./requestFile.ts";

export interface SendOptions {
  readonly streaming?: boolean | undefined;
  /** The user has seen the errors that the service would answer, and sends anyway. */
  readonly anyway?: boolean | undefined;
  /** The body's extent where the form tracks it. */
  readonly knownBody?: Span | undefined;
}

/** Checks a request and sends it; what holds it back is said with the steps that help. */
export class Sender {
  constructor(
    private readonly runs: Runs,
    private readonly recent: RecentModels,
    private readonly reveal: () => Promise<void>,
  ) {}

  /** Returns when the run has ended, or at once when nothing was sent. */
  async send(document: vscode.TextDocument, options: SendOptions = {}): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      void askForTrust();
      return;
    }
    const request = await checkRequest(document, options.knownBody);
    const can = sendability(request.problems);
    if (can === "no" || (can === "warn" && !options.anyway)) {
      void this.explain(document, request, options, can);
      return;
    }
    const { parsed, bodyFile } = request;
    const call = toInvokeCall(parsed, {
      streaming: options.streaming,
      bodyFile: bodyFile && "content" in bodyFile ? bodyFile.content : undefined,
    });
    await this.recent.add(call.modelId);
    const ended = this.runs.start(document.uri, call, stringMember(parsed, "region"));
    await this.reveal();
    await ended;
  }

  /** Sends what the run sent, byte for byte, as the connection is now. Returns when the new run has ended. */
  async sendAgain({ uri, state, fileRegion }: Run): Promise<void> {
    if (!state.call) return;
    if (!vscode.workspace.isTrusted) {
      void askForTrust();
      return;
    }
    const ended = this.runs.start(uri, state.call, fileRegion);
    await this.reveal();
    await ended;
  }

  private async explain(
    document: vscode.TextDocument,
    { problems, version }: CheckedRequest,
    options: SendOptions,
    can: "warn" | "no",
  ): Promise<void> {
    const errors = problems.filter(({ severity }) => severity === "error");
    const [first] = errors;
    if (!first) return;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    const fix = first.fix?.title;
    const choices = [fix, "Show", can === "warn" ? "Send Anyway" : undefined].filter(
      (c) => c !== undefined,
    );
    const choice = await vscode.window.showErrorMessage(
      `Not sent: ${first.message}${more}`,
      ...choices,
    );
    if (choice === undefined) return;
    // The message may have stood for long: places found then are worth nothing in another text.
    const same = document.version === version;
    const knownBody = same ? options.knownBody : undefined;
    if (choice === "Send Anyway")
      await this.send(document, { ...options, knownBody, anyway: true });
    const { problems: now } = same ? { problems } : await checkRequest(document);
    const problem = now.find(({ code }) => code === first.code);
    if (choice === "Show" && problem) await showProblem(document, problem);
    if (choice === fix && problem) await applyFix(document, problem);
  }
}

/** Applies a problem's fix to the text that the problem was found in. */
async function applyFix(document: vscode.TextDocument, problem: Problem): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  applyTextEdits(edit, document, problem.fix?.edits ?? []);
  await vscode.workspace.applyEdit(edit);
}

async function showProblem(document: vscode.TextDocument, problem: Problem): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(
    spanRange(document, problem).start,
    spanRange(document, problem).end,
  );
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function askForTrust(): Promise<void> {
  const manage = "Manage Workspace Trust";
  const choice = await vscode.window.showWarningMessage(
    "Nothing is sent from an untrusted workspace. Requests can be viewed and edited.",
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}
