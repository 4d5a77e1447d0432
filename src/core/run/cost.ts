import type { Metrics } from "./state.ts";

/** What a model costs, in `currency` (USD when absent) for a million tokens of each kind. */
export interface Price {
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly currency?: string;
}
export interface Cost {
  readonly amount: number;
  readonly currency: string;
}

/**
 * The cost of a run by the user's own price table, whose keys are parts of model ids: the longest
 * one that the model's id holds counts. Undefined without a price, or without a count to multiply.
 */
export function costOf(
  modelId: string,
  metrics: Metrics,
  prices: Readonly<Record<string, Price>>,
): Cost | undefined {
  const [key] = Object.keys(prices)
    .filter((part) => part !== "" && modelId.includes(part))
    .sort((a, b) => b.length - a.length);
  const price = key === undefined ? undefined : prices[key];
  if (!price) return undefined;
  const parts = [
    [metrics.inputTokens, price.input],
    [metrics.outputTokens, price.output],
    [metrics.cacheReadInputTokens, price.cacheRead],
    [metrics.cacheWriteInputTokens, price.cacheWrite],
  ] as const;
  const priced = parts.filter(([count, each]) => count !== undefined && each !== undefined);
  if (priced.length === 0) return undefined;
  const amount = priced.reduce((sum, [count = 0, each = 0]) => sum + (count * each) / 1e6, 0);
  return { amount, currency: price.currency ?? "USD" };
}
