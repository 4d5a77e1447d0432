import type { JsonObject } from "../core/json/json.ts";
import type { Asks } from "./headers.ts";
import { invalid } from "./serviceError.ts";

/** The one guardrail of the sandbox, as the control plane shows it. */
export const guardrail = {
  id: "sandbox",
  name: "sandbox",
  description:
    "Blocks prompts with the word “forbidden”, masks e-mail addresses and ten-digit numbers.",
  versions: ["DRAFT", "1"],
  word: "forbidden",
  blockedInput: "The sandbox guardrail blocked this prompt because of the word it forbids.",
  blockedOutput: "The sandbox guardrail blocked this answer.",
} as const;

/** What a guardrail made of a prompt and its answer. */
export interface Verdict {
  readonly action: "NONE" | "INTERVENED";
  readonly blocked: boolean;
  /** The answer as the caller may see it. */
  readonly text: string;
  /** `amazon-bedrock-trace`, where one was asked for; `modelOutput` is what the model had said. */
  trace(modelOutput: string): JsonObject | undefined;
}

const masks: readonly {
  readonly pattern: RegExp;
  readonly mask: string;
  readonly source: string;
}[] = [
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, mask: "EMAIL", source: "" },
  { pattern: /\b\d{10}\b/g, mask: "Account Number", source: String.raw`\b\d{10}\b` },
];

/**
 * Whether a guardrail is on. Throws what the service raises where its rules are broken:
 * a configuration in the body without an identifier, another content type than JSON, an identifier
 * without a version, a guardrail or version that does not exist.
 */
export function guardrailIsOn(asks: Asks, body: JsonObject): boolean {
  const { guardrailIdentifier: identifier, guardrailVersion: version } = asks;
  if (!identifier) {
    if ("amazon-bedrock-guardrailConfig" in body)
      throw invalid(
        "The request body has amazon-bedrock-guardrailConfig, but no guardrail identifier was provided.",
      );
    return false;
  }
  if (asks.contentType?.split(";", 1)[0]?.trim().toLowerCase() !== "application/json")
    throw invalid("A guardrail can be applied only to a request of content type application/json.");
  if (!version) throw invalid("A guardrail identifier was provided without a guardrail version.");
  if (identifier.split("/").at(-1) !== guardrail.id)
    throw invalid("The provided guardrail identifier is invalid.");
  if (!guardrail.versions.some((known) => known === version))
    throw invalid("The guardrail identifier or version provided in the request does not exist.");
  return true;
}

/** Judges a prompt and its answer. The trace has the shape of recorded traffic. */
export function judge(asks: Asks, prompt: string, answer: string): Verdict {
  const blocked = new RegExp(String.raw`\b${guardrail.word}\b`, "i").test(prompt);
  const found = blocked ? [] : matchesIn(answer);
  const text = blocked ? guardrail.blockedInput : masked(answer);
  const full = asks.trace === "ENABLED_FULL";
  return {
    action: blocked || found.length > 0 ? "INTERVENED" : "NONE",
    blocked,
    text,
    trace: (modelOutput) => {
      if (asks.trace !== "ENABLED" && !full) return undefined;
      const input = {
        ...(blocked || full ? { wordPolicy: wordPolicy(blocked) } : {}),
        ...measured(prompt, 0, full),
      };
      if (blocked)
        return {
          guardrail: { input: { [guardrail.id]: input }, actionReason: "Guardrail blocked." },
        };
      const output = {
        ...(found.length > 0 ? { sensitiveInformationPolicy: sensitive(found) } : {}),
        ...measured(answer, 1, full),
      };
      return {
        guardrail: {
          modelOutput: [modelOutput],
          input: { [guardrail.id]: input },
          outputs: [{ [guardrail.id]: output }],
        },
      };
    },
  };
}

/** The guardrail's two members: the action always, the trace when asked for. */
export function marks(verdict: Verdict, modelOutput: string): JsonObject {
  const trace = verdict.trace(modelOutput);
  return {
    ...(trace ? { "amazon-bedrock-trace": trace } : {}),
    "amazon-bedrock-guardrailAction": verdict.action,
  };
}

interface Match {
  readonly mask: string;
  readonly source: string;
  readonly match: string;
}

function matchesIn(text: string): Match[] {
  return masks.flatMap(({ pattern, mask, source }) =>
    [...text.matchAll(pattern)].map(([match]) => ({ mask, source, match })),
  );
}

function masked(text: string): string {
  return masks.reduce((rest, { pattern, mask }) => rest.replaceAll(pattern, `{${mask}}`), text);
}

function wordPolicy(detected: boolean): JsonObject {
  const action = detected ? "BLOCKED" : "NONE";
  return { customWords: [{ match: guardrail.word, action, detected }] };
}

function sensitive(found: readonly Match[]): JsonObject {
  const common = { action: "ANONYMIZED", detected: true };
  const piiEntities = found
    .filter(({ source }) => source === "")
    .map(({ mask, match }) => ({ match, type: mask, ...common }));
  const regexes = found
    .filter(({ source }) => source !== "")
    .map(({ mask, source, match }) => ({ name: mask, regex: source, match, ...common }));
  return {
    ...(piiEntities.length > 0 ? { piiEntities } : {}),
    ...(regexes.length > 0 ? { regexes } : {}),
  };
}

function measured(text: string, freeUnits: number, full: boolean): JsonObject {
  const units = Math.ceil(text.length / 1000);
  return {
    invocationMetrics: {
      guardrailProcessingLatency: 1,
      usage: {
        topicPolicyUnits: 0,
        contentPolicyUnits: 0,
        wordPolicyUnits: units,
        sensitiveInformationPolicyUnits: units,
        sensitiveInformationPolicyFreeUnits: freeUnits * units,
        contextualGroundingPolicyUnits: 0,
      },
      guardrailCoverage: { textCharacters: { guarded: text.length, total: text.length } },
    },
    ...(full
      ? {
          appliedGuardrailDetails: {
            guardrailId: guardrail.id,
            guardrailOrigin: ["REQUEST"],
            guardrailOwnership: "SELF",
          },
        }
      : {}),
  };
}
