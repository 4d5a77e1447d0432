import type { Diagnostic } from "@codemirror/lint";
import type { ChangeDesc } from "@codemirror/state";
import { type BodyText, offsetOf } from "./bodyText.ts";
import type { BodyMark } from "./kit.ts";

/** Returns the marks as CodeMirror wants them: in the shown text, after what was typed and is not yet sent. */
export function diagnosticsOf(
  marks: readonly BodyMark[],
  known: BodyText,
  unsent: ChangeDesc | undefined,
): Diagnostic[] {
  return marks.map(({ from, to, severity, message, fixTitle, applyFix }) => {
    const start = offsetOf(known, from);
    const end = Math.max(start, offsetOf(known, to));
    return {
      from: unsent ? unsent.mapPos(start, -1) : start,
      to: unsent ? unsent.mapPos(end, 1) : end,
      severity,
      message,
      actions: fixTitle && applyFix ? [{ name: fixTitle, apply: applyFix }] : [],
    };
  });
}
