import * as vscode from "vscode";
import type { RunState } from "../../core/run/state.ts";
import { foldRunEvent, initialRunState } from "../../core/run/fold.ts";
import type { RunEvent } from "../../core/run/events.ts";
import type { Resolved } from "../connection/connections.ts";

/** One run of one request: its state so far, and the way to stop it. */
export class Run implements vscode.Disposable {
  readonly id = crypto.randomUUID();
  readonly startedAt = Date.now(); // ms since 1970
  private readonly controller = new AbortController();
  private readonly changed = new vscode.EventEmitter<RunEvent>();
  private current: RunState = initialRunState();
  /** Fires behind every event of the run, once the state holds it. */
  readonly onDidChange = this.changed.event;

  constructor(
    /** The request's document. */
    readonly uri: vscode.Uri,
    /** Who signs, in words. */
    readonly identity: string,
    /** Undefined for a run that could not be sent at all. */
    readonly resolved: Resolved | undefined,
    /** The region that the request file names. */
    readonly fileRegion: string | undefined,
  ) {}

  get state(): RunState {
    return this.current;
  }

  get running(): boolean {
    return this.current.status === "idle" || this.current.status === "running";
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  cancel(): void {
    this.controller.abort();
  }

  take(event: RunEvent): void {
    this.current = foldRunEvent(this.current, event);
    this.changed.fire(event);
  }

  dispose(): void {
    this.cancel();
    this.changed.dispose();
  }
}
