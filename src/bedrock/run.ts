import type { Readable } from "node:stream";
import type { InvokeCall } from "../core/request/types.ts";
import type { RunEvent } from "../core/run/events.ts";

/** The event's own members: all but the time. */
type Untimed<Event> = Event extends RunEvent ? Omit<Event, "atMs"> : never;
type Told = Untimed<Exclude<RunEvent, { type: "started" | "chunk" }>>;
type Final = Extract<Told, { type: "finished" | "failed" | "cancelled" }>;

/** The answer's status line and headers, names in lower case. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** One run: tells its events in order with their times, counts attempts, and falls silent after its final event. */
export class Run {
  readonly call: InvokeCall;
  attempts = 0;
  head: AnswerHead | undefined;
  /** What has come of a body that is collected whole. */
  received: Uint8Array | undefined;
  /** The open answer, to be closed when it cannot be read to its end. */
  incoming: Readable | undefined;
  bodyTold = false;
  ended = false;
  readonly #began = performance.now();
  readonly #startedAt = new Date().toISOString();
  readonly #onEvent: (event: RunEvent) => void;

  constructor(call: InvokeCall, onEvent: (event: RunEvent) => void) {
    this.call = call;
    this.#onEvent = onEvent;
  }

  start(region: string, endpointHost: string): void {
    const connection = { region, endpointHost };
    this.#onEvent({
      type: "started",
      atMs: 0,
      startedAt: this.#startedAt,
      call: this.call,
      connection,
    });
  }

  /** True once the service has said 200: from then on the answer may be billed. */
  get answered(): boolean {
    return this.head !== undefined && this.head.status < 300;
  }

  attempt(): void {
    this.attempts++;
    this.head = undefined;
    this.received = undefined;
    this.incoming = undefined;
    this.tell({ type: "attempt", attempt: this.attempts });
  }

  tell(event: Told): void {
    if (!this.ended) this.#onEvent({ ...event, atMs: performance.now() - this.#began });
  }

  body(bytes: Uint8Array): void {
    this.bodyTold = true;
    this.tell({ type: "body", bytes });
  }

  /** A chunk, told without a copy: ten thousand of them come in one run. */
  chunk(bytes: Uint8Array | undefined): void {
    if (!this.ended) this.#onEvent({ type: "chunk", atMs: performance.now() - this.#began, bytes });
  }

  end(event: Final): void {
    if (this.ended) return;
    const atMs = performance.now() - this.#began;
    this.ended = true;
    this.#onEvent({ ...event, atMs });
  }
}
