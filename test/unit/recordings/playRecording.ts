import type { RunEvent } from "../../../src/core/run/events.ts";
import { foldRunEvent, initialRunState } from "../../../src/core/run/fold.ts";
import { framesOf } from "./recordings.ts";
import type { Recording } from "./recording.ts";

/** Which recording it is, for a message. */
export const nameOf = (recording: Recording): string => `${recording.file} #${recording.n}`;

/** True for a streamed answer; errors are whole. */
export const isStream = ({ operation, status }: Recording): boolean =>
  operation === "InvokeModelWithResponseStream" && status === 200;

/** The recording's bytes, its chunks where it is a stream, and the state after all of it. */
export function play(recording: Recording) {
  const bytes = Buffer.from(recording.responseBodyBase64, "base64");
  const streamed = isStream(recording);
  const frames = streamed ? framesOf(bytes) : undefined;
  const state = eventsOf(recording, bytes, frames?.chunks, frames?.exception).reduce(
    foldRunEvent,
    initialRunState(),
  );
  return { recording, bytes, chunks: frames?.chunks, exception: frames?.exception, state };
}

/** The events that the engine gives for the recording. */
export function eventsOf(
  recording: Recording,
  bytes: Uint8Array,
  chunks: readonly Uint8Array[] | undefined,
  exception: string | undefined,
): RunEvent[] {
  const { operation, modelId, status, responseHeaders: headers } = recording;
  const call = {
    operation,
    modelId,
    body: Buffer.from(recording.requestBody, "utf8"),
    contentType: "application/json",
    accept: "application/json",
  };
  const connection = {
    region: "us-east-1",
    endpointHost: "bedrock-runtime.us-east-1.amazonaws.com",
  };
  const error = {
    name: exception ?? "",
    message: "",
    retryable: false,
    attempts: 1,
    members: {},
    remedy: "Send it again.",
    actions: [],
  };
  return [
    { type: "started", atMs: 0, startedAt: "2026-11-21T00:00:00.000Z", call, connection },
    { type: "attempt", atMs: 1, attempt: 1 },
    { type: "response", atMs: 2, status, headers },
    ...(chunks?.map((chunk, index): RunEvent => ({
      type: "chunk",
      atMs: 3 + index,
      bytes: chunk,
    })) ?? [{ type: "body", atMs: 3, bytes } as const]),
    exception === undefined
      ? { type: "finished", atMs: 1000 }
      : { type: "failed", atMs: 1000, error },
  ];
}
