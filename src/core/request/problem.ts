import type { TextEdit } from "../json/textEdits.ts";
import type { Span } from "../json/span.ts";
import type { MemberName } from "./members.ts";

/** One thing to say about a request file, with its place. */
export interface Problem extends Span {
  /** A stable name, such as `guardrailVersionMissing`. */
  readonly code: string;
  /** Errors hold Invoke back; warnings and hints never do. */
  readonly severity: "error" | "warning" | "hint";
  readonly message: string;
  /** The top-level member it is about. */
  readonly member?: string | undefined;
  /** For a member that is missing: any of these would do. */
  readonly absent?: readonly MemberName[] | undefined;
  /** For a misspelled key: the member that it most likely means, which the file has not. */
  readonly meant?: MemberName | undefined;
  /** For an error: the service would answer it, so "Send anyway" may be offered. */
  readonly sendAnyway: boolean;
  /** What would fix it; the edits are of the text that was checked, and are built when they are asked for. */
  readonly fix?: { readonly title: string; readonly edits: () => readonly TextEdit[] } | undefined;
}

/** Whether a request with these problems can be sent: yes, only when asked twice, or not at all. */
export function sendability(problems: readonly Problem[]): "ready" | "warn" | "no" {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return "ready";
  return errors.every(({ sendAnyway }) => sendAnyway) ? "warn" : "no";
}
