import { getOwn } from "../../core/getOwn.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json.ts";
import { jsonText } from "../../core/json/jsonText.ts";
import { asAmount, jsonOfText } from "../../core/response/read.ts";
import { formatCount } from "../shared/format.ts";
import { readFindings, type Finding } from "./guardrailFindings.ts";

/** What one guardrail made of the input or of one output. */
export interface Assessment {
  /** Input, Output, Output 2. */
  readonly of: string;
  readonly guardrailId: string;
  readonly findings: readonly Finding[];
  /** Who put the guardrail there: the request, the account, the organisation. */
  readonly origin: string | undefined;
  readonly latencyMs: number | undefined;
  /** How much of the text was looked at. */
  readonly coverage: readonly string[];
  /** What no reader knows, as [policy, JSON]. */
  readonly unknown: readonly (readonly [string, string])[];
}

/** A guardrail's trace to be shown. */
export interface GuardrailTrace {
  readonly reason: string | undefined;
  readonly assessments: readonly Assessment[];
  /** The answer before the guardrail masked it. */
  readonly modelOutput: readonly string[];
}

const origins: Readonly<Record<string, string>> = {
  REQUEST: "the request",
  ACCOUNT_ENFORCED: "the account",
  ORGANIZATION_ENFORCED: "the organisation",
};

/**
 * Returns the trace that JSON text holds, undefined where it holds none; never throws. Shapes as in the API's
 * GuardrailTraceAssessment and in recorded answers: `input: {id: assessment}`, `outputs: [{id: assessment}]`.
 */
export function readTrace(text: string): GuardrailTrace | undefined {
  const trace = parseObject(text);
  if (!trace) return undefined;
  const outputs = listOf(trace["outputs"] ?? trace["outputAssessments"]);
  return {
    reason: typeof trace["actionReason"] === "string" ? trace["actionReason"] : undefined,
    assessments: [
      ...assessmentsOf(trace["input"] ?? trace["inputAssessment"], "Input"),
      ...outputs.flatMap((output, index) =>
        assessmentsOf(output, index === 0 ? "Output" : `Output ${index + 1}`),
      ),
    ],
    modelOutput: listOf(trace["modelOutput"]).map((part) =>
      typeof part === "string" ? part : jsonText(part),
    ),
  };
}

/** [{id: assessment}], where one of them may be a list itself. */
function assessmentsOf(value: JsonValue | undefined, of: string): Assessment[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([guardrailId, one]) =>
    listOf(one)
      .filter(isJsonObject)
      .map((assessment) => readAssessment(assessment, of, guardrailId)),
  );
}

function readAssessment(assessment: JsonObject, of: string, guardrailId: string): Assessment {
  const { invocationMetrics, appliedGuardrailDetails, ...policies } = assessment;
  const metrics = isJsonObject(invocationMetrics) ? invocationMetrics : {};
  const details = isJsonObject(appliedGuardrailDetails) ? appliedGuardrailDetails : {};
  const latency = metrics["guardrailProcessingLatency"];
  const read = Object.entries(policies).map(
    ([policy, value]) => [policy, value, readFindings(policy, value)] as const,
  );
  return {
    of,
    guardrailId,
    findings: read.flatMap(([, , findings]) => findings ?? []),
    origin: originOf(details["guardrailOrigin"]),
    latencyMs: asAmount(latency),
    coverage: coverageOf(metrics["guardrailCoverage"]),
    unknown: read
      .filter(([, , findings]) => findings === undefined)
      .map(([policy, value]) => [policy, jsonText(value)] as const),
  };
}

function originOf(value: JsonValue | undefined): string | undefined {
  const names = listOf(value).filter((one) => typeof one === "string");
  return names.length === 0
    ? undefined
    : names.map((name) => getOwn(origins, name) ?? name).join(", ");
}

function coverageOf(coverage: JsonValue | undefined): string[] {
  if (!isJsonObject(coverage)) return [];
  return Object.entries(coverage).flatMap(([key, part]) => {
    if (!isJsonObject(part)) return [];
    const { guarded, total } = part;
    const [some, all] = [asAmount(guarded), asAmount(total)];
    if (some === undefined || all === undefined) return [];
    const unit = key === "textCharacters" ? "characters" : key;
    return [`${formatCount(some)} of ${formatCount(all)} ${unit}`];
  });
}

function parseObject(text: string): JsonObject | undefined {
  const value = jsonOfText(text);
  if (!isJsonObject(value)) return undefined;
  const inner = value["guardrail"] ?? value["guardrails"];
  return isJsonObject(inner) ? inner : value;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}
