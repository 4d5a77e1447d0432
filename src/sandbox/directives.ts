/**
 * What a prompt can ask of the sandbox, written `[sandbox:name=value]` anywhere in the body.
 * Shown by `GET /`; every one works with any family and any client.
 */
export const directiveHelp: readonly (readonly [directive: string, effect: string])[] = [
  ["[sandbox:error=ThrottlingException]", "raises this exception; any name works"],
  [
    "[sandbox:midstream=modelStreamErrorException]",
    "raises this exception after a third of the stream",
  ],
  ["[sandbox:delay=5000]", "waits so many milliseconds before the headers"],
  ["[sandbox:pace=200]", "waits so many milliseconds between two chunks; 15 if not said"],
  ["[sandbox:words=2000]", "writes so many words"],
  ["[sandbox:tool]", "calls the first tool that the request offers"],
  ["[sandbox:reasoning]", "thinks aloud first, where the family has a place for it"],
  ["[sandbox:cut]", "breaks the connection in the middle of the answer"],
  ["[sandbox:html]", "answers 502 with a page of HTML, as a proxy would"],
  ["[sandbox:silent]", "never answers"],
  ["[sandbox:badcrc]", "sends a frame with a wrong checksum in the middle of the stream"],
  ["[sandbox:noterminator]", "ends the stream before its last chunks"],
];

/** What the directives in one request ask for. */
export interface Directives {
  readonly error: string | undefined;
  readonly midstream: string | undefined;
  readonly delayMs: number;
  readonly paceMs: number;
  readonly words: number | undefined;
  readonly tool: boolean;
  readonly reasoning: boolean;
  readonly cut: boolean;
  readonly html: boolean;
  readonly silent: boolean;
  readonly badCrc: boolean;
  readonly noTerminator: boolean;
}

const directive = /\[sandbox:([a-z]+)(?:=([A-Za-z0-9]+))?\]/g;
const defaultPaceMs = 15;
const longestWaitMs = 600_000;
const mostWords = 100_000;

/** Reads the directives out of a body's text; of two with the same name the last counts. */
export function readDirectives(text: string): Directives {
  const found = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(directive)) found.set(name, value);
  const value = (name: string): string | undefined => found.get(name) || undefined;
  return {
    error: value("error"),
    midstream: value("midstream"),
    delayMs: wholeNumber(value("delay"), longestWaitMs) ?? 0,
    paceMs: wholeNumber(value("pace"), longestWaitMs) ?? defaultPaceMs,
    words: wholeNumber(value("words"), mostWords),
    tool: found.has("tool"),
    reasoning: found.has("reasoning"),
    cut: found.has("cut"),
    html: found.has("html"),
    silent: found.has("silent"),
    badCrc: found.has("badcrc"),
    noTerminator: found.has("noterminator"),
  };
}

/** The text as a model would see it. */
export function withoutDirectives(text: string): string {
  return text.replaceAll(directive, "").replaceAll(/ {2,}/g, " ").trim();
}

function wholeNumber(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return undefined;
  return Math.min(Number(text), most);
}
