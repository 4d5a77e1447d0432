import type { RunView } from "../../protocol/response.ts";
import { formatCount, formatDuration } from "../shared/format.ts";

/** How a run stands, for its icon and its word. */
export interface RunStatus {
  readonly kind: "running" | "done" | "warning" | "failed" | "cancelled";
  readonly word: string;
}

/** Returns how a run stands; a run that is done with something to look at is a warning. */
export function statusOf(run: RunView): RunStatus {
  if (run.status === "running") return { kind: "running", word: "Running" };
  if (run.status === "failed") return { kind: "failed", word: "Failed" };
  if (run.status === "cancelled") return { kind: "cancelled", word: "Cancelled" };
  if (!run.complete) return { kind: "warning", word: "Incomplete" };
  if (intervened(run)) return { kind: "warning", word: "Done" };
  return { kind: "done", word: "Done" };
}

/** True when a guardrail blocked or masked something (the body says INTERVENED, other operations GUARDRAIL_INTERVENED). */
export function intervened(run: RunView): boolean {
  return run.guardrailAction?.endsWith("INTERVENED") ?? false;
}

/** One figure of the metrics line. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Worth a second look. */
  readonly marked?: boolean;
  readonly title?: string;
}

/** Returns what is known of a run in figures, in reading order; what nobody said is left out. */
export function factsOf(run: RunView): Fact[] {
  const { metrics, asked, served } = run;
  const facts: (Fact | undefined)[] = [
    count("Input", metrics.inputTokens, "Input tokens"),
    count("Output", metrics.outputTokens, "Output tokens"),
    count("Cache read", metrics.cacheReadInputTokens, "Input tokens read from the cache"),
    count("Cache write", metrics.cacheWriteInputTokens, "Input tokens written to the cache"),
    time("Service", metrics.invocationLatencyMs, "Latency as the service measured it"),
    time("First chunk", metrics.firstChunkMs, "From the click to the first chunk"),
    run.status === "running"
      ? undefined
      : time("Total", metrics.wallMs, "From the click to the end"),
    metrics.attempts > 1
      ? {
          label: "Attempts",
          value: String(metrics.attempts),
          marked: true,
          title: "Sent more than once",
        }
      : undefined,
    run.stopReason === undefined
      ? undefined
      : { label: "Stop", value: run.stopReason, title: "Stop reason" },
    askedAndServed(
      "Latency",
      asked.performanceConfigLatency,
      served.performanceConfigLatency,
      run.status,
    ),
    askedAndServed("Tier", asked.serviceTier, served.serviceTier, run.status),
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** Returns a run's end as one sentence, for those who cannot see it; "" while it runs on. */
export function sayEnd(run: RunView): string {
  if (run.status === "running") return "";
  if (run.error && run.status === "failed") return `The run failed: ${run.error.name}.`;
  const { outputTokens, wallMs } = run.metrics;
  const tokens = outputTokens === undefined ? "" : `, ${formatCount(outputTokens)} output tokens`;
  const wall = wallMs === undefined ? "" : `, ${formatDuration(wallMs)}`;
  return `${statusOf(run).word}${tokens}${wall}.`;
}

function count(label: string, tokens: number | undefined, title: string): Fact | undefined {
  return tokens === undefined ? undefined : { label, value: `${formatCount(tokens)} tok`, title };
}

function time(label: string, ms: number | undefined, title: string): Fact | undefined {
  return ms === undefined ? undefined : { label, value: formatDuration(ms), title };
}

function askedAndServed(
  label: string,
  asked: string | undefined,
  served: string | undefined,
  status: RunView["status"],
): Fact | undefined {
  if (served === undefined) {
    return asked === undefined
      ? undefined
      : { label, value: `${asked} asked`, title: "The service named none" };
  }
  // Bedrock may fall back, and bills what it served.
  if (asked !== undefined && asked !== served && status !== "running")
    return {
      label,
      value: `${served}, ${asked} asked`,
      marked: true,
      title: "Not what was asked for",
    };
  return { label, value: served };
}
