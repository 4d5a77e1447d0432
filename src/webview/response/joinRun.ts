import type { HostToResponse, RunView } from "../../protocol/response.ts";

export type Append = Extract<HostToResponse, { type: "append" }>;

/** Returns the run with what has come of it since, in order. */
export function joinAppends(run: RunView, arrived: readonly Append[]): RunView {
  const last = arrived.at(-1);
  if (!last) return run;
  const text = run.text + arrived.map((one) => one.text).join("");
  const reasoning = run.reasoning + arrived.map((one) => one.reasoning).join("");
  const firstChunkMs = last.firstChunkMs ?? run.metrics.firstChunkMs;
  return {
    ...run,
    text,
    textLength: Math.max(text.length, last.textLength),
    reasoning,
    reasoningLength: Math.max(reasoning.length, last.reasoningLength),
    bytesReceived: last.bytesReceived,
    events: last.events,
    metrics: { ...run.metrics, firstChunkMs },
  };
}

/** Returns the run that the message tells of, whole; undefined where it follows a text that the page does not have. */
export function joinRun(
  old: RunView | null | undefined,
  { run, after }: Extract<HostToResponse, { type: "run" }>,
): RunView | null | undefined {
  if (!run || !after) return run;
  const fits =
    old?.runId === run.runId &&
    old.text.length === after.text &&
    old.reasoning.length === after.reasoning;
  if (!fits) return undefined;
  return { ...run, text: old.text + run.text, reasoning: old.reasoning + run.reasoning };
}
