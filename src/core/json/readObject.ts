import { once } from "../once.ts";
import { keyOf } from "./keyOf.ts";
import { readValue, ValueReader, type MemberPlace, type ReadValue } from "./readValue.ts";
import type { Span, SyntaxProblem } from "./span.ts";
import { visitJson, type JsonLevel, type JsonToken } from "./visitJson.ts";

/** A member of an object that was read. */
export interface ReadMember extends MemberPlace {
  /** What its value tells. */
  readonly read: () => ReadValue;
  /** Where the comma behind the value is, if there is one. */
  readonly comma: number | undefined;
}

/** An object in a text of any state. */
export interface ReadObject extends Span {
  readonly members: readonly ReadMember[];
  readonly problems: readonly SyntaxProblem[];
}

/** A text with more mistakes than this is no request; to list millions would only take memory. */
const maxProblems = 100;
const byteOrderMark = 0xfeff;

/**
 * Reads the JSONC object that the text is: its members and what their values tell, in one pass; undefined where the text
 * is something else. `known` is the extent of one member's value where the caller knows it better than the brackets do (a
 * body that is being typed). It may be empty, and begin with a comment; it is read when it is asked about.
 */
export function readObject(text: string, known?: Span): ReadObject | undefined {
  const reader = new ObjectReader(text, known);
  const visit = (offset: number, level?: JsonLevel) =>
    visitJson(text, (token) => reader.take(token), {
      span: { offset, length: text.length - offset },
      comments: true,
      place: { level, keyComes: false },
    });
  visit(text.charCodeAt(0) === byteOrderMark ? 1 : 0);
  const behind = reader.takeKnown();
  if (behind !== undefined) visit(behind, reader.level);
  return reader.end();
}

class ObjectReader {
  readonly #members: ReadMember[] = [];
  readonly #problems: SyntaxProblem[] = [];
  #state: "start" | "key" | "colon" | "value" | "inValue" | "comma" | "end" = "start";
  #offset = 0;
  #end: number | undefined;
  #key = { key: "", keyOffset: 0, keyLength: 0 };
  #behindColon = 0;
  #value: ValueReader | undefined;
  #depth = 0;
  /** The object itself. */
  level: JsonLevel | undefined;

  constructor(
    readonly text: string,
    readonly known: Span | undefined,
  ) {}

  take(token: JsonToken): "stop" | void {
    const { kind, start, end } = token;
    if (kind === "blank") return undefined;
    if (this.#state === "inValue") return this.#takeInside(token);
    if (kind === "comment") return undefined;
    switch (this.#state) {
      case "start":
        this.#offset = start;
        this.#state = "key";
        return kind === "{" ? undefined : this.#giveUp();
      case "colon":
        this.level = token.level;
        this.#behindColon = end;
        this.#state = kind === ":" ? "value" : "key";
        if (kind === ":") return undefined;
        this.#say(start, end, `A colon is expected after "${this.#key.key}".`);
        return this.#takeKey(token);
      case "value":
        if (this.#isKnown(start)) return "stop";
        if (kind !== "," && kind !== "}" && kind !== "]") return this.#begin(token);
        this.#say(start, end, `A value is expected for "${this.#key.key}".`);
        this.#state = "key";
        return kind === "," ? undefined : this.#takeKey(token);
      case "comma":
        this.#state = "key";
        if (kind === ",") return this.#takeComma(start);
        if (kind === "string") this.#say(start, end, "A comma is expected before this.");
        return this.#takeKey(token);
      case "key":
        return this.#takeKey(token);
      case "end":
        this.#say(start, end, "Nothing may follow the end of the request.");
        return "stop";
    }
  }

  /** Takes in the member whose extent is known, if it is what comes next, and returns where it ends. */
  takeKnown(): number | undefined {
    const { known, text } = this;
    if (this.#state !== "value" || !known || !this.#isKnown(text.length)) return undefined;
    const end = known.offset + known.length;
    this.#push(
      known.offset,
      end,
      once(() => readValue(text, known)),
    );
    return end;
  }

  end(): ReadObject | undefined {
    const { length } = this.text;
    if (this.#state === "start") return undefined;
    if (this.#state === "inValue") this.#endValue(length);
    const { key } = this.#key;
    if (this.#state === "colon") this.#say(length, length, `A colon is expected after "${key}".`);
    if (this.#state === "value") this.#say(length, length, `A value is expected for "${key}".`);
    if (this.#end === undefined)
      this.#say(length, length, "The closing brace of the request is missing.");
    return {
      offset: this.#offset,
      length: (this.#end ?? length) - this.#offset,
      members: this.#members,
      problems: this.#problems,
    };
  }

  #giveUp(): "stop" {
    this.#state = "start";
    return "stop";
  }

  #say(start: number, end: number, message: string): void {
    if (this.#problems.length >= maxProblems) return;
    this.#problems.push({ offset: start, length: Math.max(1, end - start), message });
  }

  #isKnown(next: number): boolean {
    const { known } = this;
    return known !== undefined && known.offset >= this.#behindColon && known.offset <= next;
  }

  #takeKey(token: JsonToken): void {
    const { kind, start, end } = token;
    if (kind === "}") {
      this.#end = end;
      this.#state = "end";
    } else if (kind === "string") {
      this.#key = { key: keyOf(this.text, token), keyOffset: start, keyLength: end - start };
      this.#state = "colon";
    } else {
      this.#say(start, end, "A property name in double quotes is expected here.");
    }
  }

  #begin(token: JsonToken): void {
    this.#value = new ValueReader(this.text, token.start);
    this.#depth = 0;
    this.#state = "inValue";
    this.#takeInside(token);
  }

  #takeInside(token: JsonToken): void {
    const { kind, end } = token;
    this.#value?.take(token);
    if (kind === "{" || kind === "[") this.#depth++;
    else if (kind === "}" || kind === "]") this.#depth--;
    if (this.#depth === 0 && kind !== "comment") this.#endValue(end);
  }

  #endValue(end: number): void {
    const value = this.#value?.end(end);
    if (value) this.#push(value.offset, end, () => value);
  }

  #push(offset: number, end: number, read: () => ReadValue): void {
    this.#members.push({ ...this.#key, offset, length: end - offset, read, comma: undefined });
    this.#state = "comma";
  }

  #takeComma(at: number): void {
    const last = this.#members.pop();
    if (last) this.#members.push({ ...last, comma: at });
  }
}
