import type { TextEdit } from "./edit.ts";
import type { Span } from "./scan.ts";

/** One thing to say about a request file, with its place. */
export interface Problem extends Span {
  /** A stable name, such as `guardrailVersionMissing`. */
  readonly code: string;
  /** Errors hold Invoke back; warnings and hints never do. */
  readonly severity: "error" | "warning" | "hint";
  readonly message: string;
  /** The top-level member it is about. */
  readonly member?: string | undefined;
  /** For an error: the service would answer it, so "Send anyway" may be offered. */
  readonly sendAnyway: boolean;
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] } | undefined;
}

/** Whether a request with these problems can be sent: yes, only when asked twice, or not at all. */
export function sendability(problems: readonly Problem[]): "ready" | "warn" | "no" {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return "ready";
  return errors.every(({ sendAnyway }) => sendAnyway) ? "warn" : "no";
}
