import * as vscode from "vscode";
import { isSandboxAnswer } from "../../core/sandboxMark.ts";
import type { Connections } from "../connection/connections.ts";
import { askForMfaCode } from "../connection/mfaCode.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import { logRun } from "./logRun.ts";
import { Run, type Outgoing } from "./run.ts";
import { showStatusBarWord } from "./statusBarWord.ts";
import { unexpectedError } from "./unexpectedError.ts";
import { untilAborted } from "./untilAborted.ts";

/**
 * The runs of this window: of each request the last one, and the one under way. A run exists from the press that asks
 * for it, so that a second press finds it; `start` owns it and always ends it.
 */
export class Runs implements vscode.Disposable {
  /** Runs that are asked for and not yet sent: the request is being checked. */
  private readonly pressed = new Map<string, Run>();
  private readonly sent = new Map<string, Run>();
  private readonly changed = new vscode.EventEmitter<Run>();
  /** Fires when a run is asked for, when it is sent, and when it has ended or was withdrawn. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly connections: Connections,
    private readonly log: vscode.LogOutputChannel,
    private readonly boundary: ErrorBoundary,
  ) {}

  /** The run of the document that is under way, else its last one. */
  of(uri: vscode.Uri): Run | undefined {
    return this.pressed.get(uri.toString()) ?? this.lastSent(uri);
  }

  /** The last run of the document that has something to show: what it sends is known. */
  lastSent(uri: vscode.Uri): Run | undefined {
    return this.sent.get(uri.toString());
  }

  /**
   * Sends what `prepare` gives and resolves with the run when it has ended. Nothing is sent, and undefined comes back,
   * where `prepare` gives nothing, or the document has a run under way: that one may be billed already, and goes on.
   */
  async start(
    uri: vscode.Uri,
    prepare: () => Promise<Outgoing | undefined>,
  ): Promise<Run | undefined> {
    if (this.of(uri)?.running) {
      showStatusBarWord("This request is already running. Cancel it to send it again.");
      return undefined;
    }
    const run = new Run(uri);
    this.pressed.set(uri.toString(), run);
    this.changed.fire(run);
    const outgoing = await this.prepared(run, prepare);
    if (!outgoing) return undefined;
    run.begin(outgoing);
    // The request may have another document by now.
    const key = run.uri.toString();
    this.sent.get(key)?.dispose();
    this.sent.set(key, run);
    this.pressed.delete(key);
    this.changed.fire(run);
    await this.deliver(run, outgoing);
    logRun(this.log, run);
    this.changed.fire(run);
    return run;
  }

  /** Gives the runs of one document to another that takes its place. `from` shows them until they are forgotten. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    for (const runs of [this.pressed, this.sent]) {
      const run = runs.get(from.toString());
      run?.move(to);
      if (run) runs.set(to.toString(), run);
    }
  }

  /** Has no runs for the document any more; they belong to the one that they were moved to. */
  forget(uri: vscode.Uri): void {
    for (const runs of [this.pressed, this.sent]) runs.delete(uri.toString());
  }

  dispose(): void {
    for (const run of [...this.pressed.values(), ...this.sent.values()]) run.dispose();
    this.changed.dispose();
  }

  /** What the run is to send; undefined for a run that is withdrawn. Rejects as `prepare` does. */
  private async prepared(
    run: Run,
    prepare: () => Promise<Outgoing | undefined>,
  ): Promise<Outgoing | undefined> {
    try {
      const outgoing = await untilAborted(prepare(), run.signal);
      if (!outgoing) this.withdraw(run);
      return outgoing;
    } catch (error) {
      this.withdraw(run);
      if (!run.signal.aborted) throw error;
      showStatusBarWord("Cancelled before anything was sent.");
      return undefined;
    }
  }

  private withdraw(run: Run): void {
    this.pressed.delete(run.uri.toString());
    run.endCancelled();
    this.changed.fire(run);
  }

  /** Sends the call; when this resolves the run has ended, whatever went wrong on the way. */
  private async deliver(run: Run, outgoing: Outgoing): Promise<void> {
    try {
      await this.send(run, outgoing);
      if (run.running) throw new Error("The request ended without an answer or an error.");
    } catch (error) {
      if (run.signal.aborted) return run.endCancelled();
      this.boundary.report("Sending a request", error);
      if (run.running) run.fail(unexpectedError(error, run.state.metrics.attempts));
    }
  }

  private async send(run: Run, { call, fileRegion }: Outgoing): Promise<void> {
    const { signal } = run;
    const result = await untilAborted(this.connections.resolve(fileRegion), signal);
    if (!result.ok) {
      run.connect(result.identity, undefined);
      return run.fail(result.error);
    }
    const { resolved, context } = result;
    run.connect(resolved.identity, resolved);
    const engine = await untilAborted(import("../../bedrock/engine.ts"), signal);
    this.log.debug(
      `${call.operation} ${call.modelId} as ${run.identity} at ${resolved.endpointHost}`,
    );
    await engine.invoke(call, resolved.connection, {
      signal,
      context,
      onEvent: (event) => {
        run.take(event);
        if (event.type === "response")
          this.connections.takeAnswer(resolved.endpointHost, isSandboxAnswer(event.headers));
      },
      mfaCode: askForMfaCode,
    });
  }
}
