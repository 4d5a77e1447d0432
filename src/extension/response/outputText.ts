import type * as vscode from "vscode";
import type { RunState } from "../../core/run/state.ts";
import { answerJson, copyError } from "./answerText.ts";

/** Writes a run that has ended into the output channel, in place of the one before. */
export function showOutput(channel: vscode.OutputChannel, state: RunState): void {
  const { call, decoded, error, metrics, status, complete } = state;
  const tokens = [metrics.inputTokens, metrics.outputTokens]
    .map((count) => count ?? "?")
    .join(" in, ");
  const facts = [
    `${call?.operation ?? ""} ${call?.modelId ?? ""}`,
    status,
    `${tokens} out`,
    metrics.wallMs === undefined ? "" : `${Math.round(metrics.wallMs)} ms`,
    decoded.stopReason && `stop reason ${decoded.stopReason}`,
  ];
  const answer = decoded.text || answerJson(state);
  const parts = [
    facts.filter(Boolean).join(" · "),
    answer,
    status === "done" && !complete
      ? "The stream ended without its terminator: the answer may be incomplete."
      : "",
    copyError(error),
  ];
  channel.replace(`${parts.filter(Boolean).join("\n\n")}\n`);
  channel.show(true);
}
