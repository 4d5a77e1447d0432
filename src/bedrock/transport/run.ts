import type { Readable } from "node:stream";
import type { InvokeCall } from "../../core/request/types.ts";
import type { RunEvent } from "../../core/run/events.ts";
import { safeBytes, safeHeaders, safeWord } from "../credentials/secrets.ts";

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
export class RunReporter {
  readonly call: InvokeCall;
  attempts = 0;
  head: AnswerHead | undefined;
  /** What has come so far of a body that is collected whole. */
  readonly #chunks: Uint8Array[] = [];
  /** True when the chunks are one array of our own. */
  #isWhole = false;
  /** The open answer, to be closed when it cannot be read to its end. */
  incoming: Readable | undefined;
  /** What broke the open answer's connection, if it did. */
  broken: unknown;
  bodyTold = false;
  /** What must not stand in an error: the credentials of this run. */
  readonly secrets: string[] = [];
  ended = false;
  readonly #began = performance.now();
  readonly #startedAt = new Date().toISOString();
  readonly #onEvent: (event: RunEvent) => void;
  #started = false;
  #warned = false;

  constructor(call: InvokeCall, onEvent: (event: RunEvent) => void) {
    this.call = call;
    this.#onEvent = onEvent;
  }

  /** Told once, however often it is called. */
  start(region: string, endpointHost: string): void {
    if (this.#started) return;
    this.#started = true;
    const connection = { region, endpointHost };
    const startedAt = this.#startedAt;
    this.#emit({ type: "started", atMs: 0, startedAt, call: this.call, connection });
  }

  /** True once the service has said 200: from then on the answer may be billed. */
  get answered(): boolean {
    return this.head !== undefined && this.head.status < 300;
  }

  attempt(): void {
    this.attempts++;
    this.head = undefined;
    this.#chunks.length = 0;
    this.incoming = undefined;
    this.broken = undefined;
    this.tell({ type: "attempt", attempt: this.attempts });
  }

  tell(event: Told): void {
    if (!this.ended) this.#emit({ ...event, atMs: performance.now() - this.#began });
  }

  /** Tells the answer's status and headers, if any have come, without what the server sent back of our credentials. */
  tellHead(): void {
    if (!this.head) return;
    const { status, headers } = this.head;
    this.tell({ type: "response", status, headers: safeHeaders(headers, this.secrets) });
  }

  /** Takes in a part of a body that is collected whole. */
  take(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#isWhole = false;
  }

  /** What has come so far of a collected body, in one array of its own: a chunk may share its buffer with others' bytes. */
  arrived(): Uint8Array {
    const [first] = this.#chunks;
    if (this.#isWhole && this.#chunks.length === 1 && first) return first;
    const whole = new Uint8Array(this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    // Large answers are not to be held twice.
    this.#chunks.splice(0, this.#chunks.length, whole);
    this.#isWhole = true;
    return whole;
  }

  body(bytes: Uint8Array): void {
    this.bodyTold = true;
    this.tell({ type: "body", bytes });
  }

  /** A chunk, or an event of a type that the SDK does not know; without a copy: ten thousand come in one run. */
  chunk(bytes: Uint8Array | undefined, eventType?: string): void {
    if (this.ended) return;
    const atMs = performance.now() - this.#began;
    if (eventType === undefined) return this.#emit({ type: "chunk", atMs, bytes });
    // Only the model's answer is kept byte for byte, and this is not part of it.
    this.#emit({
      type: "chunk",
      atMs,
      bytes: bytes && safeBytes(bytes, this.secrets),
      eventType: safeWord(eventType, this.secrets),
    });
  }

  end(event: Final): void {
    if (this.ended) return;
    const atMs = performance.now() - this.#began;
    this.ended = true;
    this.#emit({ ...event, atMs });
  }

  /** A listener that throws neither ends the run nor goes unnoticed. */
  #emit(event: RunEvent): void {
    try {
      this.#onEvent(event);
    } catch (error) {
      if (!this.#warned) process.emitWarning(error instanceof Error ? error : String(error));
      this.#warned = true;
    }
  }
}
