import type { JsonObject } from "../json/json.ts";
import type { Usage } from "../response/decoded.ts";
import { asAmount, asObject } from "../response/read.ts";
import type { Metrics, ServiceMetrics } from "./state.ts";

const headerNames = {
  inputTokens: "x-amzn-bedrock-input-token-count",
  outputTokens: "x-amzn-bedrock-output-token-count",
  cacheReadInputTokens: "x-amzn-bedrock-cache-read-input-token-count",
  cacheWriteInputTokens: "x-amzn-bedrock-cache-write-input-token-count",
  invocationLatencyMs: "x-amzn-bedrock-invocation-latency",
} as const;

const memberNames = {
  inputTokens: "inputTokenCount",
  outputTokens: "outputTokenCount",
  cacheReadInputTokens: "cacheReadInputTokenCount",
  cacheWriteInputTokens: "cacheWriteInputTokenCount",
  invocationLatencyMs: "invocationLatency",
  firstByteLatencyMs: "firstByteLatency",
} as const;

/** The counts that InvokeModel gives as response headers (names in lower case). */
function headerMetrics(headers: Readonly<Record<string, string>>): ServiceMetrics {
  return pick(headerNames, (name) => {
    const value = headers[name]?.trim();
    return value === undefined || !/^\d+(\.\d+)?$/.test(value)
      ? undefined
      : asAmount(Number(value));
  });
}

/** The counts and times that a stream gives in its last chunk; undefined for every other chunk. */
export function invocationMetrics(chunk: JsonObject): ServiceMetrics | undefined {
  const given = asObject(chunk["amazon-bedrock-invocationMetrics"]);
  return given && pick(memberNames, (name) => asAmount(given[name]));
}

/** The metrics with what is best known of each: header, else invocation metrics, else the body's usage. */
export function withCounts(
  metrics: Metrics,
  headers: Readonly<Record<string, string>>,
  service: ServiceMetrics,
  usage: Usage,
): Metrics {
  return { ...metrics, ...usage, ...service, ...headerMetrics(headers) };
}

function pick(
  names: Readonly<Partial<Record<keyof ServiceMetrics, string>>>,
  read: (name: string) => number | undefined,
): ServiceMetrics {
  const found: Record<string, number> = {};
  for (const [member, name] of Object.entries(names)) {
    const value = read(name);
    if (value !== undefined) found[member] = value;
  }
  return found;
}
