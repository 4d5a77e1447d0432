import type { RunError } from "../errors.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import { jsonText } from "../json/jsonText.ts";
import { headerValues } from "../request/members.ts";
import type { InvokeCall } from "../request/types.ts";
import { asAmount, asObject, asText } from "../response/read.ts";
import type { RunEvent } from "./events.ts";
import type { RunRecord } from "./readRecord.ts";

/**
 * Returns the events of the run that a record tells of: folded, they give its state again, read by the decoders of today.
 * A record of a run that was still going, or that does not say how it ended, ends as cancelled.
 */
export function eventsOfRecord(record: RunRecord): readonly RunEvent[] {
  const { members, responseBody, events } = record;
  const metrics = asObject(members.metrics) ?? {};
  const response = asObject(members.response);
  const attempts = asAmount(metrics.attempts) ?? 0;
  const atMs = asAmount(metrics.wallMs) ?? events.at(-1)?.atMs ?? 0;
  return [
    started(record),
    ...(attempts > 0 ? [{ type: "attempt", atMs: 0, attempt: attempts } as const] : []),
    ...(response ? [responded(response, events[0]?.atMs ?? atMs)] : []),
    ...(responseBody ? [{ type: "body", atMs, bytes: responseBody } as const] : []),
    ...events.map(
      (event) =>
        ({ type: "chunk", atMs: event.atMs, bytes: event.bytes, eventType: event.type }) as const,
    ),
    ended(record, atMs),
  ];
}

function started({ members, requestBody, savedAt }: RunRecord): RunEvent {
  const { region, endpointHost } = asObject(members.connection) ?? {};
  return {
    type: "started",
    atMs: 0,
    startedAt: savedAt,
    call: callOf(asObject(members.request) ?? {}, requestBody),
    connection: { region: asText(region) ?? "", endpointHost: asText(endpointHost) ?? "" },
  };
}

function callOf(request: JsonObject, body: Uint8Array | undefined): InvokeCall {
  const { operation } = request;
  const streaming = operation === "InvokeModelWithResponseStream";
  return {
    operation: streaming ? "InvokeModelWithResponseStream" : "InvokeModel",
    modelId: asText(request.modelId) ?? "",
    body,
    ...headerValues((name) => textOf(request[name])),
  };
}

/** A header's JSON string is an object in a file. */
function textOf(value: JsonValue | undefined): string | undefined {
  return isJsonObject(value) ? jsonText(value) : asText(value);
}

function responded(response: JsonObject, atMs: number): RunEvent {
  const headers = Object.entries(asObject(response.headers) ?? {}).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  return {
    type: "response",
    atMs,
    status: asAmount(response.status) ?? 0,
    headers: Object.fromEntries(headers),
  };
}

function ended({ members, status }: RunRecord, atMs: number): RunEvent {
  const error = asObject(members.error);
  if (error) return { type: "failed", atMs, error: errorOf(error) };
  return { type: status === "done" ? "finished" : "cancelled", atMs };
}

/** The steps that were offered are not saved: they belong to the moment. */
function errorOf(saved: JsonObject): RunError {
  const { name, httpStatus, message, requestId, retryable, attempts, remedy, ...members } = saved;
  return {
    name: asText(name) ?? "Error",
    httpStatus: asAmount(httpStatus),
    message: asText(message) ?? "",
    requestId: asText(requestId),
    retryable: retryable === true,
    attempts: asAmount(attempts) ?? 0,
    members: withoutUndefined(members),
    remedy: asText(remedy) ?? "",
    actions: [],
  };
}

function withoutUndefined(members: JsonObject): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
