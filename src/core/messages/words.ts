/** A message for each reason of a subject, made from the facts that the reason carries. */
export type MessagesOf<Reasons> = {
  readonly [Name in keyof Reasons]: (params: Reasons[Name]) => string;
};

/** "profile dev", or where credentials come from without one. */
export function describeProfile(profile: string | undefined): string {
  return profile === undefined ? "the default credentials chain" : `profile ${profile}`;
}

/** The text with a capital first letter. */
export function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** " Sentence." for a sentence that may be empty. */
export function appendSentence(sentence: string): string {
  return sentence === "" ? "" : ` ${sentence}`;
}

/** The host, or what it is. */
export function describeHost(host: string | undefined): string {
  return host ?? "the endpoint";
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[], last = "and"): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** "1 second", "1,200 requests". */
export function countOf(count: number, unit: string): string {
  return `${count.toLocaleString("en-US")} ${unit}${count === 1 ? "" : "s"}`;
}
