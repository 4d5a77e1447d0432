import * as v from "valibot";
import * as vscode from "vscode";
import {
  maxUnaskedLength,
  responseToHost,
  type HostToResponse,
  type ResponseToHost,
  type RunMessage,
} from "../../protocol/response.ts";
import { createSequence } from "../../protocol/sequence.ts";
import { Disposables } from "../disposables.ts";
import type { FormEditors } from "../form/formEditor.ts";
import type { Run } from "../runs/run.ts";
import type { Services } from "../services.ts";
import { pricesSetting } from "../settings.ts";
import { carryOut, openLink, type OfRun } from "./carryOut.ts";
import { RunListReader } from "./runLists.ts";
import { isEdited } from "../runs/edited.ts";
import type { ShownRequest } from "../runs/shownRequest.ts";
import { hasNewParts, nextPart, type Sent } from "./runParts.ts";

/** Chunks of one frame go to the page together. */
const frameMs = 16;
/** What comes besides text goes this often, in ms, while a stream runs: it goes whole each time. */
const partsMs = 250;
/** The request is compared with the run when nothing was typed for so long, in ms. */
const editMs = 300;

const handling = "Handling a message of the response";
const telling = "Showing a response";

/** Where a page finds the run that it shows. */
export interface RunSource {
  readonly current: Run | undefined;
  /** Why there is no run to show, where there should be one. */
  readonly problem?: string | undefined;
  /** It is not known yet whether there is a run: its file is being read. */
  readonly reading?: boolean;
  /** Fires when another run, or none for a reason, is the one to show. */
  readonly onDidShow: vscode.Event<Run | undefined>;
  /** The request that the view belongs to; none for a run file. */
  readonly request?: ShownRequest;
}

/** One response page: shows the current run, live, and carries out what its buttons ask for. */
export class ResponseSession implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  private following: vscode.Disposable | undefined;
  private timer: NodeJS.Timeout | undefined;
  private partsTimer: NodeJS.Timeout | undefined;
  /** When the page was last told something, in ms of `performance.now()`. */
  private lastUpdate = 0;
  private readonly lists = new RunListReader();
  private readonly runMessages = createSequence();
  private ready = false;
  private disposed = false;
  /** What the page has of the run's text and reasoning; undefined when it has nothing of it. */
  private sent: Sent | undefined;
  /** So many characters of text, and of reasoning, the page gets at most: more when the reader asks for it. */
  private maxLength = maxUnaskedLength;
  /** Whether there is something to tell, and whether it is more than text. */
  private news: "none" | "text" | "more" = "none";
  /** The message that is on its way: the next waits for it, and has all that comes meanwhile. */
  private underway: object | undefined;

  constructor(
    private readonly webview: vscode.Webview,
    private readonly isVisible: () => boolean,
    private readonly source: RunSource,
    private readonly services: Services,
    private readonly forms: FormEditors,
  ) {
    const { boundary } = services;
    this.subscriptions.add(
      boundary.on(webview.onDidReceiveMessage, handling, (message: unknown) =>
        this.receive(message),
      ),
    );
    this.subscriptions.add(boundary.on(source.onDidShow, telling, (run) => this.follow(run)));
    this.subscriptions.add(
      boundary.on(vscode.workspace.onDidChangeTextDocument, telling, ({ document }) => {
        if (source.request?.isShown(document.uri)) this.tellRequestSoon(editMs);
      }),
    );
    const { current } = source;
    if (current) this.follow(current);
  }

  /** To be called when the page is shown again: it was thrown away, or missed messages. */
  refresh(): void {
    this.tellRequestSoon(0);
    this.sent = undefined;
    // Messages to a page that was thrown away may never arrive.
    this.underway = undefined;
    this.schedule("more");
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    clearTimeout(this.partsTimer);
    clearTimeout(this.requestTimer);
    this.following?.dispose();
    this.subscriptions.dispose();
  }

  private get run(): Run | undefined {
    return this.source.current;
  }

  private requests = 0;
  private requestTimer: NodeJS.Timeout | undefined;

  /** Tells the page whose response it shows; looking for edits takes time, so a newer word may be out by then. */
  private async tellRequest(): Promise<void> {
    const { request } = this.source;
    const uri = request?.uri;
    if (!uri || !this.ready || !this.isVisible()) return;
    const sequence = ++this.requests;
    const { pinned, current } = request;
    const edited =
      current !== undefined &&
      !current.running &&
      (await isEdited(this.services.documents, current));
    if (sequence !== this.requests) return;
    const name = uri.path.split("/").at(-1) ?? "";
    const path = vscode.workspace.asRelativePath(uri);
    const editedSince = edited ? current.id : undefined;
    await this.post({ type: "request", sequence, name, path, pinned, editedSince });
  }

  private tellRequestSoon(waitMs: number): void {
    clearTimeout(this.requestTimer);
    this.requestTimer = this.services.boundary.after(waitMs, telling, () => this.tellRequest());
  }

  private follow(run: Run | undefined): void {
    const { boundary } = this.services;
    this.following?.dispose();
    this.maxLength = maxUnaskedLength;
    this.following =
      run &&
      vscode.Disposable.from(
        boundary.on(run.onDidChange, telling, ({ type }) => {
          this.schedule(type === "chunk" ? "text" : "more");
          // What was edited while it ran is compared now.
          if (!run.running) this.tellRequestSoon(0);
        }),
        boundary.on(run.onDidAdvise, telling, () => this.schedule("more")),
      );
    this.refresh();
  }

  private schedule(news: "text" | "more"): void {
    if (this.news !== "more") this.news = news;
    if (this.underway) return;
    // At once when nothing was sent in this frame; what comes within it goes together.
    const wait = Math.max(0, this.lastUpdate + frameMs - performance.now());
    this.timer ??= this.services.boundary.after(wait, telling, async () => {
      this.timer = undefined;
      this.lastUpdate = performance.now();
      await this.update();
    });
  }

  private async update(): Promise<void> {
    if (!this.ready || !this.isVisible()) {
      this.sent = undefined;
      return;
    }
    const { news, run } = this;
    this.news = "none";
    if (!run && this.source.reading) return;
    if (!run) return this.postRun({ type: "run", run: null, problem: this.source.problem });
    const whole = news === "more";
    const next = nextPart(run, this.sent, whole, this.lists, pricesSetting(), this.maxLength);
    this.sent = next.sent;
    if (hasNewParts(run, next.sent))
      this.partsTimer ??= this.services.boundary.after(partsMs, telling, () => {
        this.partsTimer = undefined;
        this.schedule("more");
      });
    const underway = {};
    this.underway = underway;
    if (next.message.type === "run") await this.postRun(next.message);
    else await this.post(next.message);
    if (this.underway !== underway) return;
    this.underway = undefined;
    if (next.more || this.news !== "none") this.schedule("text");
  }

  private async receive(message: unknown): Promise<void> {
    const parsed = v.safeParse(responseToHost, message);
    if (!parsed.success)
      return this.services.log.warn("The response view sent an unknown message; it was ignored.");
    await this.services.boundary.forUser("This action of the response", () =>
      this.handle(parsed.output),
    );
  }

  private async handle(message: ResponseToHost): Promise<void> {
    const { commands } = vscode;
    switch (message.type) {
      case "ready":
        this.ready = true;
        return this.refresh();
      case "openPlayground":
        return commands.executeCommand("bedrockInvoke.openPlayground");
      case "showLog":
        return this.services.log.show();
      case "rerun":
        return this.rerun();
      case "pin":
        return this.source.request?.pin(message.on);
      case "moreAnswer":
        if (this.run?.id !== message.runId) return;
        this.maxLength = message.all ? Infinity : this.maxLength + maxUnaskedLength;
        return this.schedule("text");
      case "openLink":
        return openLink(message.href);
      default:
        // A button pressed on a run that is no longer shown does nothing.
        if (this.run?.id === message.runId) await this.answer(message, this.run);
    }
  }

  private async rerun(): Promise<void> {
    const { run, services } = this;
    const uri = this.source.request?.uri;
    if (run) await services.sender.rerun(run);
    else if (uri) await services.sender.send(uri);
  }

  private async answer(message: OfRun, run: Run): Promise<void> {
    const answer = await carryOut(message, run, this.lists, this.services, this.forms);
    if (answer) await this.post(answer);
  }

  private postRun(message: RunMessage): Promise<void> {
    return this.post({ ...message, sequence: this.runMessages.next() });
  }

  /** Resolves when VS Code has handed the message to the page. */
  private async post(message: HostToResponse): Promise<void> {
    if (this.disposed) return;
    // A page that closes before the message arrives misses nothing.
    await this.webview.postMessage(message).then(undefined, () => undefined);
  }
}
