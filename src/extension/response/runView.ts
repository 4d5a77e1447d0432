import type { RemedyAction, RunError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { isLoopbackHost } from "../../core/loopback.ts";
import { jsonText } from "../../core/jsonText.ts";
import { costOf } from "../../core/run/cost.ts";
import { redactTraces } from "../../core/run/redact.ts";
import type { RunView } from "../../protocol/response.ts";
import type { Advice, Run } from "../runs/run.ts";
import { pricesSetting } from "../settings.ts";
import { layOut } from "./answerText.ts";

/** A run as the response view shows it, without its text and reasoning: they go in parts. */
export function runView(run: Run): Omit<RunView, "text" | "reasoning"> {
  const { state, identity, resolved } = run;
  const { call, connection, response, decoded, metrics, error } = state;
  return withoutUndefined({
    runId: run.id,
    status: state.status === "idle" ? "running" : state.status,
    startedAt: run.startedAt,
    operation: call?.operation ?? "InvokeModel",
    modelId: call?.modelId ?? "",
    identity,
    region: connection?.region ?? resolved?.connection.region ?? "",
    endpointHost: connection?.endpointHost ?? resolved?.endpointHost ?? "",
    isLocal: resolved?.isLocal ?? isLocalHost(connection?.endpointHost),
    saved: run.saved,
    complete: state.complete,
    shape: decoded.shape,
    textLength: decoded.text.length,
    toolCalls: decoded.toolCalls.map(({ id, name, input }) =>
      withoutUndefined({ id, name, input: laidOut(input) }),
    ),
    otherBlocks: decoded.otherBlocks.map(({ type, content }) => ({
      type,
      content: laidOut(content),
    })),
    citations: decoded.citations.map(({ text, title, url, source }) =>
      withoutUndefined({ text, title: title ?? source, url }),
    ),
    images: decoded.images.map(({ mediaType, base64 }) => ({
      mediaType,
      bytes: Math.floor((base64.length * 3) / 4),
    })),
    embeddings: decoded.embeddings.map(({ type, dimensions, values }) => ({
      type,
      dimensions,
      // No message carries Infinity: the page would refuse all of it.
      norm: Math.min(
        Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)),
        Number.MAX_VALUE,
      ),
    })),
    results: [...decoded.results],
    others: decoded.others,
    stopReason: decoded.stopReason,
    guardrailAction: decoded.guardrail?.action,
    guardrailTrace:
      decoded.guardrail?.trace && redactTraces(jsonText(decoded.guardrail.trace), "trace"),
    guardrailMessage: run.guardrailMessage,
    httpStatus: response?.status ?? error?.httpStatus,
    requestId: response?.requestId ?? error?.requestId,
    contentType: response?.contentType,
    bytesReceived: state.bytesReceived,
    events: state.events.length,
    headers: Object.entries(response?.headers ?? {}),
    asked: withoutUndefined({
      performanceConfigLatency: call?.performanceConfigLatency,
      serviceTier: call?.serviceTier,
    }),
    served: withoutUndefined({
      performanceConfigLatency: response?.performanceConfigLatency,
      serviceTier: response?.serviceTier,
    }),
    metrics: withoutUndefined({ ...metrics }),
    retry: state.status === "running" && !response ? state.retry : undefined,
    cost: costOf(call?.modelId ?? "", metrics, pricesSetting()),
    error: error && errorView(error, run.remedy ?? error),
  });
}

/** The host may have a port. */
function isLocalHost(host: string | undefined): boolean {
  return host !== undefined && isLoopbackHost(host.replace(/:\d+$/, ""));
}

function errorView(error: RunError, advice: Advice): NonNullable<RunView["error"]> {
  const { name, httpStatus, message, requestId, retryable, attempts } = error;
  const { remedy, actions, explanation } = advice;
  return withoutUndefined({
    name,
    httpStatus,
    message,
    requestId,
    retryable,
    attempts,
    remedy,
    members: Object.entries(error.members).map(([key, value]): [string, string] => [
      key,
      typeof value === "string" ? value : jsonText(value),
    ]),
    actions: actions.map(button),
    explanation:
      typeof explanation === "object"
        ? { text: explanation.text, actions: explanation.actions.map(button) }
        : explanation === "asking"
          ? { actions: [] }
          : undefined,
  });
}

type Button = NonNullable<RunView["error"]>["actions"][number];

function button({ id, title, argument = "" }: RemedyAction): Button {
  return id === "openLink" ? { id, title, hint: argument } : { id, title };
}

/** Text that is no JSON, or not yet, is shown as it came. */
function laidOut(input: JsonValue): string {
  return typeof input === "string" ? input : layOut(jsonText(input));
}

/** Messages to a page carry no undefined members. */
function withoutUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[])
    if (value[key] === undefined) delete value[key];
  return value;
}
