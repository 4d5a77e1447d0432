import type { IncomingHttpHeaders } from "node:http";
import { guardrailPattern, guardrailVersionPattern } from "../core/request/guardrailRules.ts";
import { maxMetadataLength } from "../core/request/metadataHeader.ts";
import { enumerations } from "../core/request/schema.ts";
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
    const allowed: readonly string[] = enumerations[member];
    const value = asks[member];
    if (value !== undefined && !allowed.includes(value))
      throw constraint(
        member,
        value,
        `Member must satisfy enum value set: [${allowed.join(", ")}]`,
      );
  }
  mustMatch("guardrailIdentifier", asks.guardrailIdentifier, guardrailPattern);
  mustMatch("guardrailVersion", asks.guardrailVersion, guardrailVersionPattern);
  if ((asks.requestMetadata?.length ?? 0) > maxMetadataLength)
    throw invalid(
      `1 validation error detected: Value at 'requestMetadata' failed to satisfy constraint: Member must have length less than or equal to ${maxMetadataLength}`,
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
  // The service model admits an empty value besides, as none.
  if (value && !pattern.test(value))
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
