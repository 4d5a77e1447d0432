import type { IncomingHttpHeaders } from "node:http";
import { invalid } from "./serviceError.ts";

/** The members of the request that travel as headers; absent ones are undefined. */
export interface Asks {
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly trace: string | undefined;
  readonly guardrailIdentifier: string | undefined;
  readonly guardrailVersion: string | undefined;
  readonly performanceConfigLatency: string | undefined;
  readonly serviceTier: string | undefined;
  readonly requestMetadata: string | undefined;
}

const enums = {
  trace: ["ENABLED", "DISABLED", "ENABLED_FULL"],
  performanceConfigLatency: ["standard", "optimized"],
  serviceTier: ["priority", "default", "flex", "reserved"],
} as const;

const guardrailIdPattern =
  /^(|([a-z0-9]+)|(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail\/[a-z0-9]+))$/;
const guardrailVersionPattern = /^(|([1-9][0-9]{0,7})|(DRAFT))$/;
const longestMetadata = 8500;

/**
 * Reads the headers of InvokeModel (`streaming` says which header means `accept`). Throws a
 * ValidationException for a value outside the service model 2023-09-30.
 */
export function readAsks(headers: IncomingHttpHeaders, streaming: boolean): Asks {
  const asks: Asks = {
    contentType: one(headers["content-type"]),
    accept: one(headers[streaming ? "x-amzn-bedrock-accept" : "accept"]),
    trace: one(headers["x-amzn-bedrock-trace"]),
    guardrailIdentifier: one(headers["x-amzn-bedrock-guardrailidentifier"]),
    guardrailVersion: one(headers["x-amzn-bedrock-guardrailversion"]),
    performanceConfigLatency: one(headers["x-amzn-bedrock-performanceconfig-latency"]),
    serviceTier: one(headers["x-amzn-bedrock-service-tier"]),
    requestMetadata: one(headers["x-amzn-bedrock-request-metadata"]),
  };
  for (const member of ["trace", "performanceConfigLatency", "serviceTier"] as const) {
    const allowed: readonly string[] = enums[member];
    const value = asks[member];
    if (value !== undefined && !allowed.includes(value))
      throw constraint(
        member,
        value,
        `Member must satisfy enum value set: [${allowed.join(", ")}]`,
      );
  }
  mustMatch("guardrailIdentifier", asks.guardrailIdentifier, guardrailIdPattern);
  mustMatch("guardrailVersion", asks.guardrailVersion, guardrailVersionPattern);
  if ((asks.requestMetadata?.length ?? 0) > longestMetadata)
    throw invalid(
      `1 validation error detected: Value at 'requestMetadata' failed to satisfy constraint: Member must have length less than or equal to ${longestMetadata}`,
    );
  return asks;
}

/** What was asked, one phrase a header, for the answer's text. */
export function describeAsks(asks: Asks): string[] {
  const phrases: readonly (readonly [string, string | undefined])[] = [
    ["accept", asks.accept === "*/*" ? undefined : asks.accept],
    ["guardrail", asks.guardrailIdentifier],
    ["guardrail version", asks.guardrailVersion],
    ["trace", asks.trace],
    ["latency", asks.performanceConfigLatency],
    ["service tier", asks.serviceTier],
    ["metadata", asks.requestMetadata],
  ];
  return phrases.flatMap(([name, value]) => (value ? [`${name} ${value}`] : []));
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function mustMatch(member: string, value: string | undefined, pattern: RegExp): void {
  if (value !== undefined && !pattern.test(value))
    throw constraint(
      member,
      value,
      `Member must satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`,
    );
}

function constraint(member: string, value: string, rule: string): Error {
  return invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`,
  );
}
