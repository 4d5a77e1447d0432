/** The sandbox counts a token for every four characters, the last one begun counting whole. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

/** The beginning of the text that has so many tokens, or all of it. */
export function firstTokens(text: string, tokens: number): string {
  return text.slice(0, tokens * charactersPerToken);
}

/** Cuts a text into words, each with the space before it; joined they are the text again. */
export function piecesOf(text: string): string[] {
  return text.match(/\s*\S+(?:\s+$)?/g) ?? (text === "" ? [] : [text]);
}

const charactersPerToken = 4;
