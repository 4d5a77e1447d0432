import * as vscode from "vscode";
import type { RunError } from "../../core/errors.ts";
import { connectionWords } from "../../core/sandboxMark.ts";
import { isSandboxRun } from "./isSandboxRun.ts";
import type { Run } from "./run.ts";

/** Writes one line about a run that has ended; what was sent and answered is logged at trace level only. */
export function logRun(log: vscode.LogOutputChannel, run: Run): void {
  const { call, connection, metrics, status, response, error } = run.state;
  const facts = [
    `${call?.operation ?? ""} ${call?.modelId ?? ""}`,
    `${connectionWords(run.identity, isSandboxRun(run))} · ${connection?.region || "no region"}`,
    status,
    metrics.wallMs === undefined ? "" : `${Math.round(metrics.wallMs)} ms`,
    `${metrics.attempts} attempt${metrics.attempts === 1 ? "" : "s"}`,
    `request id ${response?.requestId ?? error?.requestId ?? "none"}`,
  ];
  const line = facts.filter(Boolean).join(", ");
  if (error) log.error(`${line}: ${errorLine(error)}`);
  else log.info(line);
  if (log.logLevel !== vscode.LogLevel.Trace) return;
  const text = new TextDecoder();
  log.trace(`request body: ${text.decode(call?.body ?? new Uint8Array())}`);
  log.trace(`response text: ${run.state.decoded.text}`);
}

function errorLine(error: RunError): string {
  return `${error.name}${error.httpStatus ? ` (${error.httpStatus})` : ""}: ${error.message}`;
}
