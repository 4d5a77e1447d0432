import {
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../core/json/json.ts";
import { jsonText } from "../../core/json/jsonText.ts";
import { layOutJson } from "../../core/json/jsonLayout.ts";

/** One thing that a policy looked for, or found. */
export interface Finding {
  /** Topic, Content, Word, Sensitive information, Contextual grounding, Automated reasoning. */
  readonly policy: string;
  readonly what: string;
  readonly action: string | undefined;
  readonly detected: boolean | undefined;
  /** "MEDIUM" of a filter, with the strength it is set to, or a score with its threshold. */
  readonly measure: string | undefined;
  /** The text that it is about; "[redacted]" until it is asked for. */
  readonly match: string | undefined;
  /** More, as JSON. */
  readonly detail: string | undefined;
}

/** The lists of each policy, with the name of what is in them. */
const policies: Readonly<
  Record<string, readonly [title: string, lists: Readonly<Record<string, string>>]>
> = {
  topicPolicy: ["Topic", { topics: "" }],
  contentPolicy: ["Content", { filters: "" }],
  wordPolicy: ["Word", { customWords: "Custom word", managedWordLists: "Managed list" }],
  sensitiveInformationPolicy: ["Sensitive information", { piiEntities: "", regexes: "Regex" }],
  contextualGroundingPolicy: ["Contextual grounding", { filters: "" }],
  automatedReasoningPolicy: ["Automated reasoning", { findings: "" }],
};

/** Returns what a policy of an assessment says; undefined for a policy, or a shape of it, that is not known. */
export function readFindings(policy: string, value: JsonValue | undefined): Finding[] | undefined {
  const known = Object.hasOwn(policies, policy) ? policies[policy] : undefined;
  if (!known || !isJsonObject(value)) return undefined;
  const [title, lists] = known;
  const keys = Object.keys(value);
  if (keys.some((key) => !Object.hasOwn(lists, key) || !isObjects(value[key]))) return undefined;
  return keys.flatMap((key) =>
    (value[key] as readonly JsonObject[]).map((item) =>
      policy === "automatedReasoningPolicy"
        ? readReasoning(title, item)
        : readFinding(title, lists[key] ?? "", item),
    ),
  );
}

function readFinding(policy: string, kind: string, item: JsonObject): Finding {
  const name = textOf(item["name"]) ?? textOf(item["type"]);
  const { confidence, filterStrength, score, threshold, detected } = item;
  return {
    policy,
    what: [kind, name].filter(Boolean).join(": ") || "Finding",
    action: textOf(item["action"]),
    detected: typeof detected === "boolean" ? detected : undefined,
    measure:
      measureOf(textOf(confidence), textOf(filterStrength), "confidence", "strength") ??
      measureOf(numberOf(score), numberOf(threshold), "score", "threshold"),
    match: textOf(item["match"]),
    detail: textOf(item["regex"]),
  };
}

/** A finding of automated reasoning is a union: its one key says which. */
function readReasoning(policy: string, item: JsonObject): Finding {
  return {
    policy,
    what: Object.keys(item)[0] ?? "Finding",
    action: undefined,
    detected: undefined,
    measure: undefined,
    match: undefined,
    detail: layOutJson(jsonText(item)),
  };
}

function measureOf(
  value: string | undefined,
  limit: string | undefined,
  name: string,
  limitName: string,
): string | undefined {
  const parts = [value && `${name} ${value}`, limit && `${limitName} ${limit}`].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(", ");
}

function isObjects(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.every(isJsonObject);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function numberOf(value: JsonValue | undefined): string | undefined {
  return isJsonNumber(value) ? String(value) : undefined;
}
