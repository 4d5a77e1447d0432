import { nothing, type TemplateResult } from "lit";
import { maxUnaskedLength, type ResponseToHost, type RunView } from "../../protocol/response.ts";
import { moreOfText } from "../shared/moreOfText.ts";

/** Returns true while more of a text of that length comes to the page without being asked for. */
export function isComing(text: string, length: number): boolean {
  // One less: half a character stays behind.
  return text.length < Math.min(length, maxUnaskedLength - 1);
}

/** Renders the ways to what of a very long answer or reasoning is not in the page. */
export function moreOfAnswer(
  run: RunView,
  part: "text" | "reasoning",
  post: (message: ResponseToHost) => void,
): TemplateResult | typeof nothing {
  const { runId } = run;
  const shown = run[part].length;
  const length = run[`${part}Length`];
  if (isComing(run[part], length)) return nothing;
  return moreOfText({
    label: part === "text" ? "answer" : "reasoning",
    shown,
    length,
    showMore: () => post({ type: "moreAnswer", runId, all: false }),
    showAll: () => post({ type: "moreAnswer", runId, all: true }),
    take:
      part === "text"
        ? (to) => post({ type: to === "editor" ? "openInEditor" : "copy", runId, what: "text" })
        : undefined,
  });
}
