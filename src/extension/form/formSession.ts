import * as vscode from "vscode";
import { rootIndent, setMembers, setMemberSource, setMetadata } from "../../core/request/edit.ts";
import { stringMember, type RequestDocument } from "../../core/request/parse.ts";
import type { Problem } from "../../core/request/problem.ts";
import type { TextEdit } from "../../core/json/textEdits.ts";
import type { Span } from "../../core/json/span.ts";
import type { HostToForm } from "../../protocol/form.ts";
import { createSequence } from "../../protocol/sequence.ts";
import { Disposables } from "../disposables.ts";
import { commandTitles } from "../ids.ts";
import { BodyFileWatch } from "../request/bodyFileWatch.ts";
import { checkRequest } from "../request/requestFile.ts";
import type { Services } from "../services.ts";
import type { MadeEdits } from "./applyOwnEdits.ts";
import { formatBody } from "./formatBody.ts";
import { FormMessages, type FormMessage } from "./formMessages.ts";
import { FormModels } from "./formModels.ts";
import { buildFormState } from "./formState.ts";
import { FormText } from "./formText.ts";
import { isAsKnown } from "./isAsKnown.ts";
import { surroundings } from "./surroundings.ts";
import { offeredStarter, starterEdits } from "./starter.ts";

const showing = "Showing a request as a form";

/** One open form: keeps the page and the text document of a request the same. */
export class FormSession implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  private readonly models: FormModels;
  /** The foundation model behind the model id, where the id does not tell it. */
  private baseModel: string | undefined;
  private readonly text: FormText;
  private problems: readonly Problem[] = [];
  /** Counts the body texts that somebody else made; an edit made against an older one is not applied. */
  private revision = 0;
  private readonly states = createSequence();
  private blocked = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly messages: FormMessages;
  private readonly bodyFileWatch: BodyFileWatch;
  /** Undo has taken back all that ever was in the document. */
  private undone = false;
  private disposed = false;

  constructor(
    readonly document: vscode.TextDocument,
    readonly panel: vscode.WebviewPanel,
    private readonly services: Services,
  ) {
    this.text = new FormText(document, services.documents);
    const { subscriptions } = this;
    const { boundary } = services;
    this.messages = subscriptions.add(
      new FormMessages(
        boundary,
        services.log,
        (message) => this.post(message),
        (message) => this.handle(message),
      ),
    );
    const { workspace } = vscode;
    this.models = subscriptions.add(
      new FormModels(
        services,
        (message) => this.post(message),
        () => this.scheduleState(30),
      ),
    );
    subscriptions.add(
      boundary.on(panel.webview.onDidReceiveMessage, showing, (message: unknown) =>
        this.messages.receive(message),
      ),
    );
    subscriptions.add(
      boundary.on(panel.onDidChangeViewState, showing, () => {
        if (!panel.visible) this.messages.makeUnsentEdits();
      }),
    );
    subscriptions.add(
      boundary.on(workspace.onDidChangeTextDocument, showing, (event) =>
        this.documentChanged(event),
      ),
    );
    subscriptions.add(
      boundary.on(workspace.onWillSaveTextDocument, showing, (event) => this.willSave(event)),
    );
    for (const event of [
      workspace.onDidGrantWorkspaceTrust,
      services.connections.onDidChange,
      services.runs.onDidChange,
    ] as readonly vscode.Event<unknown>[])
      subscriptions.add(boundary.on(event, showing, () => this.scheduleState(0)));
    this.bodyFileWatch = subscriptions.add(
      new BodyFileWatch(boundary, () => this.scheduleState(100)),
    );
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  /** Ends the session when all that was typed is in the document, also what the page could not send any more. */
  async close(): Promise<void> {
    this.disposed = true;
    const { messages } = this;
    try {
      if (!messages.hasUnsent || (await isAsKnown(this.document))) await messages.flush(false);
    } finally {
      this.dispose();
    }
  }

  /** The body's extent, for whoever sends the document. */
  get knownBody(): Span | undefined {
    return this.text.knownBody;
  }

  /** Returns when all that was typed into the page is in the document. */
  async flush(): Promise<void> {
    await this.messages.flush(!this.disposed && this.panel.visible);
  }

  private async handle(message: FormMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.text.beginPage();
        this.postBody();
        this.models.repost();
        return this.postState();
      case "set":
        await this.edit((parsed) => setMembers(parsed, message.values));
        for (const [member, value] of message.values)
          if (member === "modelId" && value) this.models.chosen(value);
        return;
      case "setMetadata":
        return this.edit((parsed) => setMetadata(parsed, message.pairs));
      case "editBody":
        // What was made of an unsent edit already arrives late.
        if (message.edit <= this.text.lastEdit) return;
        // Not applied to a text that is no longer there: the page sends it again upon the one that is.
        return this.edited(
          await this.text.editBody(
            message.changes,
            message.edit,
            () => message.revision === this.revision,
          ),
        );
      case "addBody":
        return this.edit((parsed) => (parsed.body ? [] : setMemberSource(parsed, "body", "{}")));
      case "applyFix":
        return this.applyFix(this.problems[message.problem]);
      case "insertStarter":
        return this.edit((parsed) =>
          offeredStarter(parsed, this.baseModel) ? starterEdits(parsed, this.baseModel) : [],
        );
      case "formatBody":
        return this.edit((parsed) => formatBody(parsed));
      case "save":
        // Not awaited: the save itself waits for what the page has not sent yet.
        return this.services.boundary.background("Saving", () =>
          vscode.commands.executeCommand("workbench.action.files.save"),
        );
      case "undo":
      case "redo":
        await vscode.commands.executeCommand(message.type);
        return;
      case "invoke":
        // Not awaited: the form lives on while the run does.
        this.services.boundary.backgroundForUser(commandTitles.invoke, () =>
          this.services.sender.send(this.document.uri, {
            streaming: message.streaming,
            anyway: message.anyway,
          }),
        );
        return;
      case "cancel":
        this.services.runs.of(this.document.uri)?.cancel();
        return;
      case "connect":
      case "switchRegion":
      case "openAsText":
        this.services.boundary.background("Running a command", () =>
          vscode.commands.executeCommand(`bedrockInvoke.${message.type}`),
        );
        return;
      case "modelsOpened":
      case "refreshModels":
      case "cancelModels":
      case "pinModel":
      case "guardrailsOpened":
        return this.models.handle(message);
    }
  }

  /** Applies edits that are places in the document's present text. */
  private async edit(make: (parsed: RequestDocument) => readonly TextEdit[]): Promise<void> {
    this.edited(await this.text.edit(make));
  }

  /** Applies the fix as the text stands now: what was typed since the problem was shown has moved its places. */
  private async applyFix(shown: Problem | undefined): Promise<void> {
    const { problems } = await checkRequest(this.services.documents, this.document, this.knownBody);
    const now = problems.find(
      ({ code, member }) => code === shown?.code && member === shown.member,
    );
    return this.edit(() => now?.fix?.edits() ?? []);
  }

  private edited(refused: MadeEdits | undefined): void {
    if (!refused) return this.scheduleState(30);
    this.postNewBody();
    const message = `${this.document.fileName} cannot be edited. Is it read-only?`;
    this.services.boundary.background("Showing a message", () =>
      vscode.window.showErrorMessage(message),
    );
  }

  private documentChanged(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges, reason } = event;
    if (document.uri.toString() !== this.document.uri.toString() || contentChanges.length === 0)
      return;
    const bodyChanged = this.text.follow(event);
    this.post({ type: "bodyEdited", edit: this.text.lastEdit });
    this.undone = reason === vscode.TextDocumentChangeReason.Undo && document.getText() === "";
    if (bodyChanged) this.postNewBody();
    this.scheduleState(document.lineCount > 20_000 ? 500 : 30);
  }

  private willSave(event: vscode.TextDocumentWillSaveEvent): void {
    if (event.document.uri.toString() !== this.document.uri.toString()) return;
    event.waitUntil(this.flush());
  }

  /** Posts the body as another text than the one that the page has: its edits of that one are not applied any more. */
  private postNewBody(): void {
    this.revision++;
    this.postBody();
  }

  private postBody(): void {
    const parsed = this.text.parse();
    const { offset, length } = parsed.body ?? { offset: 0, length: 0 };
    const text = parsed.text.slice(offset, offset + length).replaceAll("\r\n", "\n");
    const baseIndent = rootIndent(parsed);
    const { revision } = this;
    this.post({ type: "body", text, baseIndent, revision, edit: this.text.lastEdit });
  }

  private scheduleState(delayMs: number): void {
    clearTimeout(this.timer);
    if (this.disposed) return;
    this.timer = this.services.boundary.after(delayMs, showing, () => this.postState());
  }

  private async postState(): Promise<void> {
    if (this.disposed) return;
    const sequence = this.states.next();
    const request = await checkRequest(this.services.documents, this.document, this.knownBody);
    if (request.version !== this.document.version) return this.scheduleState(30);
    this.bodyFileWatch.watch(request.bodyFilePaths);
    const { parsed } = request;
    const connection = await this.services.connections.resolve(stringMember(parsed, "region"));
    const around = await surroundings(this.document, parsed, this.services, connection);
    if (!this.states.isNewest(sequence)) return;
    this.problems = request.problems;
    this.baseModel = around.baseModel;
    const state = buildFormState(this.document, request, { ...around, undone: this.undone });
    this.post({ type: "state", sequence, state });
    this.models.show(connection.ok ? connection.resolved : undefined);
    // A page that could not show the text has no body of it.
    if (this.blocked && state.blocked === undefined) this.postBody();
    this.blocked = state.blocked !== undefined;
  }

  post(message: HostToForm): void {
    if (this.disposed) return;
    // A page that closes before the message arrives misses nothing.
    this.panel.webview.postMessage(message).then(undefined, () => undefined);
  }
}
