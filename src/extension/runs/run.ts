import * as vscode from "vscode";
import type { RunState } from "../../core/run/state.ts";
import { foldRunEvent, initialRunState } from "../../core/run/fold.ts";
import type { RunEvent } from "../../core/run/events.ts";
import type { RemedyAction } from "../../core/errors.ts";
import type { GuardrailMessageKind } from "../../core/run/guardrailMessage.ts";
import type { Resolved } from "../connection/connections.ts";

/** What was found out about a run's error once it had ended. */
export interface Advice {
  /** In place of the error's own remedy and steps. */
  readonly remedy: string;
  readonly actions: readonly RemedyAction[];
  /** What the account says on why it was denied, with steps of its own; "asking" until it has said it. */
  readonly explanation?:
    { readonly text: string; readonly actions: readonly RemedyAction[] } | "asking" | undefined;
}

/** One run of one request: its state so far, and the way to stop it. */
export class Run implements vscode.Disposable {
  readonly id = crypto.randomUUID();
  readonly startedAt = Date.now(); // ms since 1970
  private readonly controller = new AbortController();
  private readonly changed = new vscode.EventEmitter<RunEvent>();
  private current: RunState = initialRunState();
  private readonly advised = new vscode.EventEmitter<void>();
  private advice: Advice | undefined;
  private recognised: GuardrailMessageKind | undefined;
  /** Fires behind every event of the run, once the state holds it. */
  readonly onDidChange = this.changed.event;
  /** Fires when more was found out about its error or its answer. */
  readonly onDidAdvise = this.advised.event;

  constructor(
    /** The request's document. */
    readonly uri: vscode.Uri,
    /** Who signs, in words. */
    readonly identity: string,
    /** Undefined for a run that could not be sent at all. */
    readonly resolved: Resolved | undefined,
    /** The region that the request file names. */
    readonly fileRegion: string | undefined,
    /** Read from a run file: its document is that file, and there is nothing to send again. */
    readonly saved?: true,
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

  /** What to do about the run's error by all that is known of it; undefined for a run without one. */
  get remedy(): Advice | undefined {
    return this.current.error && (this.advice ?? this.current.error);
  }

  /** Which of its guardrail's own messages the answer is; undefined where it is none, or nobody knows. */
  get guardrailMessage(): GuardrailMessageKind | undefined {
    return this.recognised;
  }

  cancel(): void {
    this.controller.abort();
  }

  take(event: RunEvent): void {
    this.current = foldRunEvent(this.current, event);
    this.changed.fire(event);
  }

  /** Takes in what was found out about the error. */
  advise(advice: Partial<Advice>): void {
    const { remedy } = this;
    if (!remedy) return;
    const { actions, explanation } = remedy;
    this.advice = { remedy: remedy.remedy, actions, explanation, ...advice };
    this.advised.fire();
  }

  /** Takes in that the answer is its guardrail's own message. */
  recognise(kind: GuardrailMessageKind): void {
    this.recognised = kind;
    this.advised.fire();
  }

  dispose(): void {
    this.cancel();
    this.changed.dispose();
    this.advised.dispose();
  }
}
