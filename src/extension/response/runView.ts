import type { RemedyAction } from "../../core/diagnosis/actions.ts";
import type { RunError } from "../../core/errors.ts";
import { actionTitle } from "../../core/messages/actionTitle.ts";
import { servedMembers, type ServedMember } from "../../core/request/members.ts";
import { costOf, type Price } from "../../core/run/cost.ts";
import type { RunView } from "../../protocol/response.ts";
import { isLocalHost, isSandboxRun } from "../runs/isSandboxRun.ts";
import type { Advice, Run } from "../runs/run.ts";
import { beginning, line, longTextOf, maxFirstLength } from "./longTexts.ts";
import { ownActions } from "./ownActions.ts";
import { RunListReader } from "./runLists.ts";

/** What of a run the response view shows. */
export type ShownRun = Pick<
  Run,
  | "startedAt"
  | "state"
  | "running"
  | "identity"
  | "resolved"
  | "saved"
  | "remedy"
  | "guardrailMessage"
> & { readonly id: string };

/**
 * A run as the response view shows it, without its text and reasoning: they go in parts. Of each list it has the first
 * items, of a long text the beginning, so that its size and cost are bounded whatever the run holds.
 */
export function runView(
  run: ShownRun,
  reader = new RunListReader(),
  prices: Readonly<Record<string, Price>> = {},
): Omit<RunView, "text" | "reasoning"> {
  const { state, identity, resolved } = run;
  const { call, connection, response, decoded, metrics, error } = state;
  return withoutUndefined({
    runId: run.id,
    status: state.status === "idle" ? "running" : state.status,
    startedAt: run.startedAt,
    operation: call?.operation ?? "InvokeModel",
    modelId: line(call?.modelId ?? ""),
    identity: line(identity),
    region: line(connection?.region ?? resolved?.connection.region ?? ""),
    endpointHost: line(connection?.endpointHost ?? resolved?.endpointHost ?? ""),
    isLocal: resolved?.isLocal ?? isLocalHost(connection?.endpointHost),
    isSandbox: isSandboxRun(run),
    saved: run.saved || undefined,
    complete: state.complete,
    shape: decoded.shape,
    textLength: decoded.text.length,
    reasoningLength: decoded.reasoning.length,
    lists: reader.starts(state),
    scores: reader.scores(state),
    others: decoded.others,
    stopReason: decoded.stopReason && line(decoded.stopReason),
    guardrailAction: decoded.guardrail && line(decoded.guardrail.action),
    hasGuardrailTrace: decoded.guardrail?.trace && true,
    guardrailMessage: run.guardrailMessage,
    httpStatus: response?.status ?? error?.httpStatus,
    requestId: optionalLine(response?.requestId ?? error?.requestId),
    contentType: optionalLine(response?.contentType),
    bytesReceived: state.bytesReceived,
    events: state.events.length,
    asked: servedLines(call),
    served: servedLines(response?.served),
    metrics: withoutUndefined({ ...metrics }),
    retry: state.status === "running" && !response ? state.retry : undefined,
    cost: costOf(call?.modelId ?? "", metrics, prices),
    error: error && errorView(error, run),
  });
}

function errorView(error: RunError, run: ShownRun): NonNullable<RunView["error"]> {
  const { name, httpStatus, message, requestId, retryable, attempts } = error;
  const { remedy, explanation }: Advice = run.remedy ?? error;
  return withoutUndefined({
    name: line(name),
    httpStatus,
    message: longTextOf(message, maxFirstLength),
    requestId: optionalLine(requestId),
    retryable,
    attempts,
    remedy: beginning(remedy, maxFirstLength),
    actions: ownActions(run).map(button),
    explanation:
      typeof explanation === "object"
        ? { text: explanation.text, actions: explanation.actions.map(button) }
        : explanation === "asking"
          ? { actions: [] }
          : undefined,
  });
}

type Button = NonNullable<RunView["error"]>["actions"][number];

function button(action: RemedyAction): Button {
  const shown = { id: action.id, title: line(actionTitle(action)) };
  return action.id === "openLink" ? { ...shown, hint: action.url } : shown;
}

/** Only the members that are there, a line each. */
function servedLines(
  values: Readonly<Partial<Record<ServedMember, string | undefined>>> | undefined,
): Partial<Record<ServedMember, string>> {
  return Object.fromEntries(
    servedMembers.flatMap((name) => {
      const value = values?.[name];
      return value === undefined ? [] : [[name, line(value)]];
    }),
  );
}

function optionalLine(text: string | undefined): string | undefined {
  return text === undefined ? undefined : line(text);
}

/** Messages to a page carry no undefined members. */
function withoutUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[])
    if (value[key] === undefined) delete value[key];
  return value;
}
