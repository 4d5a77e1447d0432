import type { RunError } from "../core/errors.ts";
import { jsonText } from "../core/json/jsonText.ts";
import { withoutSecretHeaders } from "../core/run/headers.ts";
import type { RunEvent } from "../core/run/events.ts";
import type { RunState } from "../core/run/state.ts";
import { remedyLines } from "./remedyLines.ts";

/** The error as lines for standard error: what happened, what came with it, what to do and how. */
export function errorLines(error: RunError, region = ""): string {
  const { name, httpStatus, requestId, attempts, message, members, remedy } = error;
  const facts = [
    httpStatus === undefined ? "" : `HTTP ${httpStatus}`,
    requestId === undefined ? "" : `request id ${requestId}`,
    attempts > 1 ? `${attempts} attempts` : "",
  ].filter(Boolean);
  const about = facts.length > 0 ? ` (${facts.join(", ")})` : "";
  const all = Object.entries(members);
  const more = all.length - maxShownMembers;
  return lines([
    `error: ${name}${about}: ${shortened(message)}`,
    ...all
      .slice(0, maxShownMembers)
      .map(([key, value]) => `  ${shortened(key)}: ${shortened(jsonText(value) ?? "")}`),
    ...(more > 0 ? [`  … and ${more.toLocaleString("en-US")} more, which --save keeps.`] : []),
    remedy,
    ...remedyLines(error, region),
  ]);
}

/** How many members of an error, and how many characters of a text, are shown; the run file has all. */
const maxShownMembers = 100;
const maxShownLength = 65_536;

function shortened(text: string): string {
  if (text.length <= maxShownLength) return text;
  const more = (text.length - maxShownLength).toLocaleString("en-US");
  return `${text.slice(0, maxShownLength)}… (${more} more characters, which --save keeps)`;
}

/** What the reader of an answer has to know besides: it may be cut, a guardrail spoke, it was cancelled. */
export function noteLines(state: RunState): string {
  const { status, complete, decoded, bytesReceived, metrics } = state;
  const notes: string[] = [];
  if (decoded.guardrail?.action === "INTERVENED")
    notes.push("note: a guardrail intervened in this answer.");
  if (status === "done" && !complete)
    notes.push("error: the stream ended without its terminator; the answer may be incomplete.");
  if (status === "cancelled")
    notes.push(
      `cancelled after ${((metrics.wallMs ?? 0) / 1000).toFixed(1)} s, with ${bytesReceived.toLocaleString("en-US")} bytes of the answer.`,
    );
  return lines(notes);
}

/** What `--debug` tells before anything happens. */
export function debugLines(told: readonly string[]): string {
  return lines(told.map((line) => `debug: ${line}`));
}

/** What `--debug` tells of an event; no bodies, no keys. Undefined for those of which it tells nothing. */
export function debugLine(event: RunEvent): string | undefined {
  const told = debugText(event);
  return told && lines([`debug: ${event.atMs.toFixed(0).padStart(6)} ms  ${told}`]);
}

function debugText(event: RunEvent): string | undefined {
  switch (event.type) {
    case "started": {
      const { operation, modelId, body } = event.call;
      const { endpointHost, region } = event.connection;
      return `${operation} ${modelId} with ${body?.length ?? 0} bytes to ${endpointHost} for ${region}`;
    }
    case "attempt":
      return `attempt ${event.attempt}`;
    case "retry": {
      const { attempt, maxAttempts, reason, delayMs } = event;
      return `${reason}; attempt ${attempt} of ${maxAttempts} in ${(delayMs / 1000).toFixed(1)} s`;
    }
    case "response":
      return `HTTP ${event.status} ${JSON.stringify(withoutSecretHeaders(event.headers))}`;
    case "body":
      return `body of ${event.bytes.length} bytes`;
    case "chunk":
      return event.eventType === undefined
        ? `chunk of ${event.bytes?.length ?? 0} bytes`
        : `event of type ${event.eventType}, which Bedrock does not document, of ${event.bytes?.length ?? 0} bytes`;
    case "finished":
    case "failed":
    case "cancelled":
      break;
  }
  return event.type;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
