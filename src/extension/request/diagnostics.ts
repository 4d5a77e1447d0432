import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import { applyTextEdits } from "./applyEdits.ts";
import { BodyFileWatch } from "./bodyFileWatch.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import { isRequestPath } from "../ids.ts";
import type { RequestDocuments } from "./requestDocuments.ts";
import { checkRequest, type CheckedRequest } from "./requestFile.ts";

const source = "Bedrock Invoke";
const checking = "Checking a request";
/** Long texts take long to check; they are checked when typing pauses. */
const delayMs = (length: number) => (length > 1_000_000 ? 800 : 250);

/** Shows the pre-flight problems of open request files in the text, with their fixes as quick fixes. */
export class RequestDiagnostics implements vscode.Disposable, vscode.CodeActionProvider {
  private readonly collection = vscode.languages.createDiagnosticCollection("bedrockInvoke");
  private readonly checked = new Map<string, Pick<CheckedRequest, "version" | "problems">>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** The body files of the open requests. */
  private readonly watches = new Map<string, BodyFileWatch>();
  private readonly subscriptions = new Disposables();

  constructor(
    private readonly documents: RequestDocuments,
    private readonly boundary: ErrorBoundary,
  ) {
    const { workspace, languages } = vscode;
    this.subscriptions.add(this.collection);
    this.subscriptions.add(
      boundary.on(workspace.onDidOpenTextDocument, checking, (document) => this.schedule(document)),
    );
    this.subscriptions.add(
      boundary.on(workspace.onDidChangeTextDocument, checking, ({ document }) =>
        this.schedule(document),
      ),
    );
    this.subscriptions.add(
      boundary.on(workspace.onDidCloseTextDocument, checking, ({ uri }) => this.forget(uri)),
    );
    this.subscriptions.add(
      languages.registerCodeActionsProvider({ pattern: "**/*.bedrock.json" }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
    for (const document of workspace.textDocuments) this.schedule(document);
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const checked = this.checked.get(document.uri.toString());
    // The places of a fix are those of the text that was checked.
    if (checked?.version !== document.version) return [];
    return checked.problems.flatMap((problem) => {
      if (!problem.fix || !range.intersection(spanRange(document, problem))) return [];
      const action = new vscode.CodeAction(problem.fix.title, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      applyTextEdits(action.edit, document, problem.fix.edits());
      action.diagnostics = context.diagnostics.filter(({ code }) => code === problem.code);
      action.isPreferred = true;
      return [action];
    });
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const watch of this.watches.values()) watch.dispose();
    this.subscriptions.dispose();
  }

  private schedule(document: vscode.TextDocument): void {
    if (!isRequestPath(document.uri.path) || document.uri.scheme === "git") return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    const wait = delayMs(document.lineCount * 40);
    this.timers.set(
      key,
      this.boundary.after(wait, checking, () => this.check(document)),
    );
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    const { problems, version, bodyFilePaths } = await checkRequest(this.documents, document);
    if (document.isClosed || document.version !== version) return;
    this.watch(document, bodyFilePaths);
    this.checked.set(document.uri.toString(), { problems, version });
    this.collection.set(
      document.uri,
      problems.map((problem) => {
        const diagnostic = new vscode.Diagnostic(
          spanRange(document, problem),
          problem.message,
          severities[problem.severity],
        );
        diagnostic.source = source;
        diagnostic.code = problem.code;
        return diagnostic;
      }),
    );
  }

  /** The problems are those of the request and its body file: when that changes they are looked for again. */
  private watch(document: vscode.TextDocument, paths: readonly string[]): void {
    const key = document.uri.toString();
    const watch =
      this.watches.get(key) ?? new BodyFileWatch(this.boundary, () => this.schedule(document));
    this.watches.set(key, watch);
    watch.watch(paths);
  }

  private forget(uri: vscode.Uri): void {
    this.watches.get(uri.toString())?.dispose();
    this.watches.delete(uri.toString());
    clearTimeout(this.timers.get(uri.toString()));
    this.timers.delete(uri.toString());
    this.checked.delete(uri.toString());
    this.collection.delete(uri);
  }
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Information,
} as const;

/** The range of a stretch of the document's text. */
function spanRange(
  document: vscode.TextDocument,
  span: { readonly offset: number; readonly length: number },
): vscode.Range {
  return new vscode.Range(
    document.positionAt(span.offset),
    document.positionAt(span.offset + span.length),
  );
}
