const opening = "<reasoning>";
const closing = "</reasoning>";
const longestIndent = 64;

/** Where a text that may begin with `<reasoning>` stands; `held` is not yet known to be either. */
export interface TagState {
  readonly mode: "start" | "inside" | "after";
  readonly held: string;
}
export const tagStart: TagState = { mode: "start", held: "" };

interface Split {
  readonly state: TagState;
  readonly text: string;
  readonly reasoning: string;
}

/**
 * Splits the next stretch of a text into reasoning and answer. gpt-oss puts its reasoning in front
 * of the answer between the tags, and a chunk may end in the middle of one. Tags further on are the
 * answer's own words and stay.
 */
export function splitReasoning(state: TagState, piece: string): Split {
  if (state.mode === "after") return { state, text: piece, reasoning: "" };
  const held = state.held + piece;
  if (state.mode === "inside") return inside(held);
  const begun = held.trimStart();
  if (begun.startsWith(opening)) return inside(begun.slice(opening.length));
  if (opening.startsWith(begun) && held.length - begun.length <= longestIndent)
    return { state: { mode: "start", held }, text: "", reasoning: "" };
  return { state: { mode: "after", held: "" }, text: held, reasoning: "" };
}

/** What was held back, when nothing more comes. */
export function endReasoning(state: TagState): Split {
  const inReasoning = state.mode === "inside";
  return {
    state: { mode: "after", held: "" },
    text: inReasoning ? "" : state.held,
    reasoning: inReasoning ? state.held : "",
  };
}

function inside(held: string): Split {
  const end = held.indexOf(closing);
  if (end >= 0)
    return {
      state: { mode: "after", held: "" },
      text: held.slice(end + closing.length),
      reasoning: held.slice(0, end),
    };
  let keep = Math.min(held.length, closing.length - 1);
  while (!closing.startsWith(held.slice(held.length - keep))) keep--;
  const cut = held.length - keep;
  return {
    state: { mode: "inside", held: held.slice(cut) },
    text: "",
    reasoning: held.slice(0, cut),
  };
}
