import * as v from "valibot";
import * as vscode from "vscode";
import type { RunEvent } from "../../core/run/events.ts";
import {
  responseToHost,
  type HostToResponse,
  type ResponseToHost,
} from "../../protocol/response.ts";
import { Disposables } from "../disposables.ts";
import type { Run } from "../runs/run.ts";
import type { Services } from "../services.ts";
import { carryOut, openLink, type OfRun } from "./carryOut.ts";
import { runView } from "./runView.ts";

/** Chunks of one frame go to the page together. */
const frameMs = 16;

/** One response page: shows the current run, live, and carries out what its buttons ask for. */
export class ResponseSession implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  private following: vscode.Disposable | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the page was last told something, in ms of `performance.now()`. */
  private lastUpdate = 0;
  private ready = false;
  private disposed = false;
  /** How much of the run's text and reasoning the page has; undefined when it needs a whole run. */
  private sent: { readonly text: number; readonly reasoning: number } | undefined;

  constructor(
    private readonly webview: vscode.Webview,
    private readonly isVisible: () => boolean,
    private readonly services: Services,
  ) {
    this.subscriptions.add(
      webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
    );
    this.subscriptions.add(services.runs.onDidShow((run) => this.follow(run)));
    const { current } = services.runs;
    if (current) this.follow(current);
  }

  /** To be called when the page is shown again: it was thrown away, or missed messages. */
  refresh(): void {
    this.sent = undefined;
    this.schedule();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.following?.dispose();
    this.subscriptions.dispose();
  }

  private get run(): Run | undefined {
    return this.services.runs.current;
  }

  private follow(run: Run): void {
    this.following?.dispose();
    this.following = run.onDidChange((event) => this.changed(event));
    this.refresh();
  }

  private changed(event: RunEvent): void {
    if (event.type !== "chunk") this.sent = undefined;
    this.schedule();
  }

  private schedule(): void {
    // At once when nothing was sent in this frame; what comes within it goes together.
    const wait = Math.max(0, this.lastUpdate + frameMs - performance.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.lastUpdate = performance.now();
      this.update();
    }, wait);
  }

  private update(): void {
    if (!this.ready || !this.isVisible()) {
      this.sent = undefined;
      return;
    }
    const { run } = this;
    if (!run) return this.post({ type: "run", run: null });
    const { decoded, bytesReceived, events, metrics } = run.state;
    const grown =
      this.sent &&
      decoded.text.length >= this.sent.text &&
      decoded.reasoning.length >= this.sent.reasoning;
    if (this.sent && grown)
      this.post({
        type: "append",
        runId: run.id,
        text: decoded.text.slice(this.sent.text),
        reasoning: decoded.reasoning.slice(this.sent.reasoning),
        bytesReceived,
        events: events.length,
        ...(metrics.firstChunkMs !== undefined && { firstChunkMs: metrics.firstChunkMs }),
      });
    else this.post({ type: "run", run: runView(run) });
    this.sent = { text: decoded.text.length, reasoning: decoded.reasoning.length };
  }

  private receive(message: unknown): void {
    const parsed = v.safeParse(responseToHost, message);
    if (parsed.success) void this.handle(parsed.output);
    else this.services.log.warn("The response view sent a message that is not one of its own.");
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
        return commands.executeCommand("bedrockInvoke.rerunLast");
      case "openLink":
        return openLink(message.href);
      default:
        // A button pressed on a run that is no longer shown does nothing.
        if (this.run?.id === message.runId) await this.answer(message, this.run);
    }
  }

  private async answer(message: OfRun, run: Run): Promise<void> {
    const answer = await carryOut(message, run);
    if (answer) this.post(answer);
  }

  private post(message: HostToResponse): void {
    if (this.disposed) return;
    // A page that closes before the message arrives misses nothing.
    this.webview.postMessage(message).then(undefined, () => undefined);
  }
}
