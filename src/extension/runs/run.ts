import * as vscode from "vscode";
import type { RunState } from "../../core/run/state.ts";
import { foldRunEvent, foldRunEvents, initialRunState } from "../../core/run/fold.ts";
import type { RunEvent } from "../../core/run/events.ts";
import type { RemedyAction } from "../../core/diagnosis/actions.ts";
import type { RunError } from "../../core/errors.ts";
import type { InvokeCall } from "../../core/request/types.ts";
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

/** What a run sends, and how it was asked for. */
export interface Outgoing {
  readonly call: InvokeCall;
  /** The region that the request file names. */
  readonly fileRegion: string | undefined;
  readonly asked: Asked;
}

/** How a request was asked to be sent; the same holds when it is sent again. */
export interface Asked {
  /** Takes the place of the file's operation. */
  readonly streaming?: boolean | undefined;
  /** The user has seen the errors that the service would answer, and sends anyway. */
  readonly anyway?: boolean | undefined;
}

/** One run of one request, from the press that asks for it to its end: its state so far, and the way to stop it. */
export class Run implements vscode.Disposable {
  readonly id = crypto.randomUUID();
  readonly startedAt = Date.now(); // ms since 1970
  private readonly controller = new AbortController();
  private readonly changed = new vscode.EventEmitter<RunEvent>();
  private current: RunState = initialRunState();
  private readonly advised = new vscode.EventEmitter<void>();
  private advice: Advice | undefined;
  private recognised: GuardrailMessageKind | undefined;
  private sent: Outgoing | undefined;
  private connection: { identity: string; resolved: Resolved | undefined };
  /** Fires behind every event of the run, once the state holds it. */
  readonly onDidChange = this.changed.event;
  /** Fires when more was found out about its error or its answer. */
  readonly onDidAdvise = this.advised.event;

  constructor(
    private document: vscode.Uri,
    /** For a run that was read from a run file, when it was saved, in words: its document is that file, and there is nothing to send again. */
    savedWhen?: string,
  ) {
    this.saved = savedWhen !== undefined;
    this.connection = { identity: savedWhen ?? "", resolved: undefined };
  }

  readonly saved: boolean;

  /** The request's document. */
  get uri(): vscode.Uri {
    return this.document;
  }

  get state(): RunState {
    return this.current;
  }

  get running(): boolean {
    return this.current.status === "idle" || this.current.status === "running";
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What it sends; undefined until the request has been checked. */
  get outgoing(): Outgoing | undefined {
    return this.sent;
  }

  /** Who signs, in words. */
  get identity(): string {
    return this.connection.identity;
  }

  /** Undefined until the connection is known, and for a run that could not be sent at all. */
  get resolved(): Resolved | undefined {
    return this.connection.resolved;
  }

  /** What to do about the run's error by all that is known of it; undefined for a run without one. */
  get remedy(): Advice | undefined {
    return this.current.error && (this.advice ?? this.current.error);
  }

  /** Which of its guardrail's own messages the answer is; undefined where it is none, or nobody knows. */
  get guardrailMessage(): GuardrailMessageKind | undefined {
    return this.recognised;
  }

  /** Takes in that the request has another document now. */
  move(uri: vscode.Uri): void {
    this.document = uri;
  }

  cancel(): void {
    this.controller.abort();
  }

  /** Takes in what it sends: the run has begun, though nobody is connected to yet. */
  begin(outgoing: Outgoing): void {
    this.sent = outgoing;
    this.take({
      type: "started",
      atMs: 0,
      startedAt: new Date(this.startedAt).toISOString(),
      call: outgoing.call,
      connection: { region: "", endpointHost: "" },
    });
  }

  /** Takes in whom it is sent to, and as whom. */
  connect(identity: string, resolved: Resolved | undefined): void {
    this.connection = { identity, resolved };
  }

  take(event: RunEvent): void {
    this.current = foldRunEvent(this.current, event);
    this.changed.fire(event);
  }

  /** Takes in all that a saved run tells; nothing hears of it yet. */
  replay(events: readonly RunEvent[]): void {
    this.current = foldRunEvents(this.current, events);
  }

  /** Ends the run as failed, whatever state it is in. */
  fail(error: RunError): void {
    const event: RunEvent = { type: "failed", atMs: Date.now() - this.startedAt, error };
    try {
      this.take(event);
    } catch {
      // What has come cannot be folded to an end. The run still has to end.
      this.current = { ...this.current, status: "failed", error };
      this.changed.fire(event);
    }
  }

  /** Ends the run as cancelled; nothing changes once it has ended. */
  endCancelled(): void {
    this.take({ type: "cancelled", atMs: Date.now() - this.startedAt });
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
