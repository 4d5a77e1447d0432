import { memberOf, servedMembers } from "../../core/request/members.ts";
import type { RunView } from "../../protocol/response.ts";
import { formatBytes, formatCost, formatCount, formatDuration } from "../shared/format.ts";
import type { Tab } from "./tabs.ts";

/** How a run stands, for its icon and its word. */
export interface StatusLook {
  readonly kind: "running" | "done" | "warning" | "failed" | "cancelled";
  readonly word: string;
}

/** Returns how a run stands; a run that is done with something to look at is a warning. */
export function statusOf(run: RunView): StatusLook {
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

const guardrailSentences = {
  input: "The guardrail's own message for blocked input.",
  output: "The guardrail's own message for a blocked answer.",
  either: "The guardrail's own message, not the model's.",
} as const;

/** Returns whose words the answer is where they are known to be a guardrail's; undefined otherwise. */
export function guardrailSentence({ guardrailMessage }: RunView): string | undefined {
  return guardrailMessage && guardrailSentences[guardrailMessage];
}

/** One figure of the metrics line. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Worth a second look. */
  readonly marked?: boolean;
  readonly title?: string;
  /** Told on request alone. */
  readonly more?: boolean;
}

/** Returns what is known of a run in figures, in reading order; what nobody said is left out. */
export function factsOf(run: RunView): Fact[] {
  const { metrics, asked, served } = run;
  const facts: (Fact | undefined)[] = [
    count("Input", metrics.inputTokens, "Input tokens"),
    count("Output", metrics.outputTokens, "Output tokens"),
    speedOf(run),
    costOf(run),
    time("First chunk", metrics.firstChunkMs, "Time to the first chunk"),
    run.status === "running" ? undefined : time("Total", metrics.wallMs, "Total time"),
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
    ...servedMembers.map((name) =>
      askedAndServed(memberOf(name)?.label ?? name, asked[name], served[name], run.status),
    ),
    inMore(count("Cache read", metrics.cacheReadInputTokens, "Input tokens read from the cache")),
    inMore(
      count("Cache write", metrics.cacheWriteInputTokens, "Input tokens written to the cache"),
    ),
    inMore(time("Service", metrics.invocationLatencyMs, "Latency as the service measured it")),
    inMore(time("First byte", metrics.firstByteLatencyMs, "First byte as the service measured it")),
    run.bytesReceived > 0
      ? inMore({ label: "Size", value: formatBytes(run.bytesReceived), title: "Bytes received" })
      : undefined,
    run.events > 0 ? inMore({ label: "Events", value: formatCount(run.events) }) : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

const outputLists = [
  "toolCalls",
  "otherBlocks",
  "images",
  "omittedImages",
  "embeddings",
  "results",
] as const;

/** True when a run has something to show in its Output tab. */
export function hasOutput(run: RunView): boolean {
  return (
    run.text !== "" || run.reasoning !== "" || outputLists.some((list) => run.lists[list].count > 0)
  );
}

/** Returns a run's end as one sentence, for those who cannot see it; "" while it runs on. */
export function sayEnd(run: RunView): string {
  if (run.status === "running") return "";
  if (run.error && run.status === "failed") return `The run failed: ${run.error.name}.`;
  const { outputTokens, wallMs } = run.metrics;
  const tokens = outputTokens === undefined ? "" : `, ${formatCount(outputTokens)} output tokens`;
  const wall = wallMs === undefined ? "" : `, ${formatDuration(wallMs)}`;
  const guardrail = intervened(run) ? " A guardrail intervened." : "";
  return `${statusOf(run).word}${tokens}${wall}.${guardrail}`;
}

/** Below this, in ms, the chunks came all at once, and a speed would be made up. */
const shortestStreamMs = 100;

function speedOf({ status, metrics }: RunView): Fact | undefined {
  const { outputTokens, firstChunkMs, wallMs } = metrics;
  if (status !== "done" || outputTokens === undefined || firstChunkMs === undefined)
    return undefined;
  const streamedMs = (wallMs ?? 0) - firstChunkMs;
  if (streamedMs < shortestStreamMs) return undefined;
  const perSecond = (outputTokens * 1000) / streamedMs;
  return {
    label: "Speed",
    value: `${perSecond < 10 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond))} tok/s`,
    title: "Output tokens per second, from the first chunk to the end",
  };
}

function costOf({ cost }: RunView): Fact | undefined {
  if (!cost) return undefined;
  return {
    label: "Cost",
    value: formatCost(cost.amount, cost.currency),
    title: "By your own price table (bedrockInvoke.prices)",
  };
}

function inMore(fact: Fact | undefined): Fact | undefined {
  return fact && { ...fact, more: true };
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
      title: "Not what the request asked for",
    };
  return { label, value: served, more: asked === undefined };
}

/** Returns what Copy takes of the run while the tab is shown. */
export function copiedOf(run: RunView, tab: Tab): "text" | "json" | "error" {
  if (tab === "json") return "json";
  if (run.error && run.text === "") return "error";
  return run.text === "" && run.bytesReceived > 0 ? "json" : "text";
}

/** Returns what stands where the JSON is to be, as long as it is not there. */
export function waitingForJson(run: RunView): string {
  if (run.status === "running") return "The JSON is shown when the first part arrives.";
  return run.bytesReceived > 0 ? "Loading the JSON…" : "No body has arrived.";
}
