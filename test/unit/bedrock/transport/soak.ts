import { getEventListeners } from "node:events";
import { connectionDefaults } from "../../../../src/bedrock/aws/connection.ts";
import { invoke } from "../../../../src/bedrock/engine.ts";
import type { InvokeCall } from "../../../../src/core/request/types.ts";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";

/** How each kind of run must end. */
const kinds = {
  whole: "done",
  streamed: "done",
  "[sandbox:error=ValidationException]": "failed",
  "[sandbox:error=ThrottlingException]": "failed",
  "[sandbox:midstream=modelStreamErrorException]": "failed",
  "[sandbox:cut]": "failed",
  "[sandbox:html]": "failed",
  "[sandbox:silent]": "failed",
  "[sandbox:badcrc]": "failed",
  cancelled: "cancelled",
} as const;

/** The signal of a caller who lives as long as the process: nothing of a run may stay with it. */
const caller = new AbortController();

/** What is open in this process; what the runs used must be gone at the end. */
function level(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  const listeners = process
    .eventNames()
    .reduce((sum, name) => sum + process.listenerCount(name), 0);
  const ofCaller = getEventListeners(caller.signal, "abort").length;
  return { ...counts, listeners: listeners + ofCaller };
}

async function settle() {
  // Sockets that were kept for the next run close with their session.
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  globalThis.gc?.();
  return { open: level(), heapBytes: process.memoryUsage().heapUsed };
}

/** Runs in a process of its own: many runs of every kind through one engine. Prints what was open and held, and how it ended. */
async function soak(rounds: number): Promise<void> {
  const sandbox = await startSandbox();
  const once = async (kind: keyof typeof kinds) => {
    const text = `Hi [sandbox:pace=0] ${kind.startsWith("[") ? kind : ""}`;
    const isStreamed = kind === "streamed" || kind === "cancelled" || /mid|crc/.test(kind);
    const call: InvokeCall = {
      operation: isStreamed ? "InvokeModelWithResponseStream" : "InvokeModel",
      modelId: "amazon.nova-lite-v1:0",
      body: Buffer.from(JSON.stringify({ messages: [{ role: "user", content: [{ text }] }] })),
      contentType: "application/json",
      accept: "application/json",
    };
    const abort = kind === "cancelled" ? new AbortController() : caller;
    let state = initialRunState();
    const onEvent = (event: RunEvent) => {
      state = foldRunEvent(state, event);
      if (kind === "cancelled" && event.type === "chunk") abort.abort();
    };
    const connection = {
      ...connectionDefaults,
      credentials: { kind: "none" as const },
      region: "us-east-1",
      endpointUrl: sandbox.url,
      readTimeoutMs: kind === "[sandbox:silent]" ? 40 : 60_000,
      connectTimeoutMs: 60_000,
      totalTimeoutMs: 100_000,
      maxAttempts: kind.includes("Throttling") ? 2 : 1,
    };
    await invoke(call, connection, { signal: abort.signal, onEvent });
    if (state.status !== kinds[kind])
      throw new Error(`${kind} ended as ${state.status}: ${state.error?.name}`);
    writeRunRecord(state, { savedAt: new Date().toISOString(), redact: true });
  };
  // Ten of each kind at once.
  const tens = Array.from({ length: 10 }, () => Object.keys(kinds) as (keyof typeof kinds)[]);
  const round = () => Promise.all(tens.flat().map(once));
  for (let count = 0; count < 2; count++) await round();
  const before = await settle();
  for (let count = 0; count < rounds; count++) await round();
  const after = await settle();
  await sandbox.close();
  console.log(JSON.stringify({ runs: rounds * tens.flat().length, before, after }));
  process.exit(0);
}

void soak(Number(process.argv[2]));
