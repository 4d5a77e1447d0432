import * as vscode from "vscode";
import { setMember } from "../../core/request/edit.ts";
import { stringMember } from "../../core/request/parse.ts";
import { sendability } from "../../core/request/problem.ts";
import type { Span } from "../../core/json/span.ts";
import { toInvokeCall } from "../../core/request/toCall.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import type { Asked, Outgoing, Run } from "../runs/run.ts";
import type { Runs } from "../runs/runs.ts";
import { applyTextEdits } from "./applyEdits.ts";
import { askForTrust, explainProblems } from "./notSent.ts";
import { openRequest, whyNoRequest } from "./openRequest.ts";
import type { RecentModels } from "./recentModels.ts";
import type { RequestDocuments } from "./requestDocuments.ts";
import { checkRequest } from "./requestFile.ts";

export interface SendOptions extends Asked {
  /** A member of the file that is given this value first, as an edit that can be undone. */
  readonly change?: { readonly member: string; readonly value: string } | undefined;
}

/** What the sender needs of the views. */
interface Views {
  /** Resolves with the body's extent where a form tracks it, when all that was typed into forms is in the document. */
  flush(uri: vscode.Uri): Promise<Span | undefined>;
  /** Brings the response of the request into view, where the view is its own. */
  reveal(uri: vscode.Uri): Promise<void>;
}

/** The one way to send: checks a request and sends it; what holds it back is said with the steps that help. */
export class Sender {
  constructor(
    private readonly runs: Runs,
    private readonly documents: RequestDocuments,
    private readonly recent: RecentModels,
    private readonly views: Views,
    private readonly boundary: ErrorBoundary,
  ) {}

  /** Sends the request as it is now. Resolves when the run has ended, or at once when nothing was sent. */
  async send(uri: vscode.Uri, options: SendOptions = {}): Promise<void> {
    await this.start(uri, () => this.prepare(uri, options));
  }

  /** Sends the request of the run as it is now, asked for in the same way. */
  async rerun({ uri, outgoing, saved }: Run): Promise<void> {
    if (saved)
      return this.say("This run was opened from a run file. It has no request to send again.");
    await this.send(uri, outgoing?.asked);
  }

  /** Sends what the run sent once more, byte for byte, over the connection in force now. */
  async sendAgain({ uri, outgoing }: Run): Promise<void> {
    if (outgoing) await this.start(uri, () => Promise.resolve(outgoing));
  }

  private async start(
    uri: vscode.Uri,
    prepare: () => Promise<Outgoing | undefined>,
  ): Promise<void> {
    if (!vscode.workspace.isTrusted)
      return this.boundary.background("Asking for workspace trust", askForTrust);
    await this.runs.start(uri, async () => {
      const outgoing = await prepare();
      if (outgoing) this.boundary.background("Showing the response", () => this.views.reveal(uri));
      return outgoing;
    });
  }

  private async prepare(uri: vscode.Uri, options: SendOptions): Promise<Outgoing | undefined> {
    const document = await openRequest(uri);
    if (!document) {
      this.say(await whyNoRequest(uri));
      return undefined;
    }
    const flushed = await this.views.flush(uri);
    const { streaming, anyway, change } = options;
    if (change && !(await this.applyChange(document, flushed, change))) return undefined;
    const knownBody = change ? await this.views.flush(uri) : flushed;
    const request = await checkRequest(this.documents, document, knownBody);
    const can = sendability(request.problems);
    if (can === "no" || (can === "warn" && !anyway)) {
      const again = () => this.send(uri, { streaming, anyway: true });
      this.boundary.background("Showing the problems of a request", () =>
        explainProblems(this.documents, document, request, can, again),
      );
      return undefined;
    }
    const { parsed, bodyFile } = request;
    const call = toInvokeCall(parsed, {
      streaming,
      bodyFile: bodyFile && "content" in bodyFile ? bodyFile.content : undefined,
    });
    await this.recent.add(call.modelId);
    return { call, fileRegion: stringMember(parsed, "region"), asked: { streaming, anyway } };
  }

  private say(words: string): void {
    this.boundary.background("Showing a message", () =>
      vscode.window.showInformationMessage(words),
    );
  }

  /** Sets the member, and returns whether it has the value now. */
  private async applyChange(
    document: vscode.TextDocument,
    knownBody: Span | undefined,
    { member, value }: NonNullable<SendOptions["change"]>,
  ): Promise<boolean> {
    const parsed = this.documents.of(document, knownBody);
    if (stringMember(parsed, member) === value) return true;
    const edit = new vscode.WorkspaceEdit();
    applyTextEdits(edit, document, setMember(parsed, member, value));
    if (await vscode.workspace.applyEdit(edit)) return true;
    throw new Error(`${document.fileName} cannot be edited. Is it read-only?`);
  }
}
