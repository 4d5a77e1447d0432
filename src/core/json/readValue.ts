import { stringFault, wordFault } from "./faults.ts";
import { nextExpected, type Expected } from "./grammar.ts";
import { keyOf } from "./keyOf.ts";
import type { Span, SyntaxProblem } from "./span.ts";
import type { TextEdit } from "./textEdits.ts";
import { visitJson, type JsonToken } from "./visitJson.ts";

/** A member of an object: its name, where that is, and where the value is. */
export interface MemberPlace extends Span {
  readonly key: string;
  readonly keyOffset: number;
  readonly keyLength: number;
}

/** A string in which something is to be put in. */
export interface Template extends Span {
  readonly isKey: boolean;
}

/** What one reading of a JSONC value tells of it. */
export interface ReadValue extends Span {
  /** The first thing that keeps it from being JSON once comments and trailing commas are gone. */
  readonly problem: SyntaxProblem | undefined;
  /** True where nothing but blank space and whole comments is. */
  readonly isBlank: boolean;
  /** Take its comments and trailing commas out. */
  readonly cuts: readonly TextEdit[];
  /** Of the outermost object, up to the first problem. */
  readonly members: readonly MemberPlace[];
  /** The strings that hold `{{`. */
  readonly templates: readonly Template[];
}

/** Reads the JSONC value at `span`, as if the text ended behind it. */
export function readValue(text: string, span: Span): ReadValue {
  const reader = new ValueReader(text, span.offset);
  visitJson(text, (token) => reader.take(token), { span, comments: true });
  return reader.end(span.offset + span.length);
}

/** Takes in the tokens of a value in order, and tells what it is when it has ended. */
export class ValueReader {
  readonly #cuts: TextEdit[] = [];
  readonly #members: MemberPlace[] = [];
  readonly #templates: Template[] = [];
  /** The brackets that are open. */
  readonly #open: ("{" | "[")[] = [];
  #expected: Expected = "value";
  #problem: SyntaxProblem | undefined;
  #isBlank = true;
  /** A comment that nothing has followed yet. */
  #comment: (Span & Pick<JsonToken, "isOpen">) | undefined;
  /** A comma behind a value, which is one too many if a bracket closes next; and how many cuts are before it. */
  #comma: { readonly offset: number; readonly cuts: number } | undefined;
  #afterValue = false;
  /** The first `{{` at or behind a place that was looked at. */
  #braces = -1;
  #key: Omit<MemberPlace, "length"> | undefined;
  /** Nothing has come since the beginning, or since a bracket has opened. */
  #isFirst = true;

  constructor(
    readonly text: string,
    readonly offset: number,
  ) {}

  take(token: JsonToken): void {
    const { kind, start, end } = token;
    if (kind === "blank") return;
    if (kind === "comment") {
      this.#comment = { offset: start, length: end - start, isOpen: token.isOpen };
      this.#cuts.push({ offset: start, length: end - start, text: this.#gap(start, end) });
      return;
    }
    this.#isBlank = false;
    this.#comment = undefined;
    this.#findComma(kind, start);
    if (kind === "string") this.#findTemplate(token);
    if (!this.#problem) this.#check(token);
  }

  /** What the value is that ends at `at`. */
  end(at: number): ReadValue {
    this.#problem ??= this.#openComment(at) ?? this.#whatIsMissing(at);
    return {
      offset: this.offset,
      length: at - this.offset,
      problem: this.#problem,
      isBlank: this.#isBlank && !this.#comment?.isOpen,
      cuts: this.#cuts,
      members: this.#members,
      templates: this.#templates,
    };
  }

  /** What a comment leaves behind: 1 and 1 with a comment between them are not 11. */
  #gap(start: number, end: number): string {
    const before = this.text.slice(Math.max(this.offset, start - 1), start);
    const after = this.text.slice(end, end + 1);
    return /[\w.+/-]/.test(before) && /[\w.+/-]/.test(after) ? " " : "";
  }

  #findComma(kind: JsonToken["kind"], start: number): void {
    if (kind === "," && this.#afterValue) {
      this.#comma = { offset: start, cuts: this.#cuts.length };
    } else {
      if ((kind === "}" || kind === "]") && this.#comma)
        this.#cuts.splice(this.#comma.cuts, 0, { offset: this.#comma.offset, length: 1, text: "" });
      this.#comma = undefined;
    }
    this.#afterValue = kind === "string" || kind === "word" || kind === "}" || kind === "]";
  }

  #findTemplate({ start, end, isKey }: JsonToken): void {
    if (this.#braces < start) {
      const found = this.text.indexOf("{{", start);
      this.#braces = found < 0 ? Infinity : found;
    }
    if (this.#braces < end) this.#templates.push({ offset: start, length: end - start, isKey });
  }

  #check(token: JsonToken): void {
    const { kind, start, end } = token;
    const expected = this.#expected;
    const next = nextExpected(expected, kind, this.#open.at(-1), true);
    const message = this.#contentFault(token) ?? (next ? undefined : this.#misplaced(kind));
    if (next === undefined || message !== undefined) {
      this.#problem = { offset: start, length: Math.max(1, end - start), message: message ?? "" };
      return;
    }
    if (this.#open.length === 1 && this.#open[0] === "{") this.#beginMember(token);
    this.#isFirst = kind === "{" || kind === "[";
    this.#expected = next;
    if (kind === "{" || kind === "[") this.#open.push(kind);
    else if (kind === "}" || kind === "]") this.#open.pop();
    if (next === "comma" && this.#open.length === 1) this.#endMember(end);
  }

  #beginMember(token: JsonToken): void {
    const { kind, start, end } = token;
    if (this.#expected === "keyOrEnd" && kind === "string")
      this.#key = {
        key: keyOf(this.text, token),
        keyOffset: start,
        keyLength: end - start,
        offset: end,
      };
    else if (this.#expected === "value" && this.#key) this.#key = { ...this.#key, offset: start };
  }

  #endMember(at: number): void {
    if (this.#key) this.#members.push({ ...this.#key, length: at - this.#key.offset });
    this.#key = undefined;
  }

  /** What is wrong inside of a string, or of a word that is a value. */
  #contentFault(token: JsonToken): string | undefined {
    if (token.kind === "string") return stringFault(this.text, token);
    const isValue = this.#expected === "value" || this.#expected === "valueOrEnd";
    return token.kind === "word" && isValue
      ? wordFault(this.text.slice(token.start, token.end))
      : undefined;
  }

  /** Why a token of this kind may not be here. */
  #misplaced(kind: JsonToken["kind"]): string {
    if (kind === "}" || kind === "]") return `"${kind}" does not fit here.`;
    switch (this.#expected) {
      case "comma":
        return this.#open.length === 0
          ? "The value has already ended here."
          : "A comma is expected here.";
      case "key":
      case "keyOrEnd":
        return "A property name in double quotes is expected here.";
      case "colon":
        return "A colon is expected here.";
      case "value":
      case "valueOrEnd":
        return this.#isFirst ? "A JSON value is expected here." : "A value is missing before this.";
    }
  }

  /** The comment that begins behind the value and runs on, over what follows it. */
  #openComment(at: number): SyntaxProblem | undefined {
    if (!this.#comment) return undefined;
    const { isOpen, offset, length } = this.#comment;
    if (isOpen) return { offset, length, message: "This comment is not closed." };
    const isLine = this.text.charAt(offset + 1) === "/";
    return isLine && offset + length === at && /^[^\r\n]/.test(this.text.slice(at, at + 1))
      ? { offset, length, message: "This comment swallows the text after it: add a line break." }
      : undefined;
  }

  #whatIsMissing(at: number): SyntaxProblem | undefined {
    const open = this.#open.at(-1);
    if (open === undefined && this.#expected === "comma") return undefined;
    const message =
      open === undefined
        ? "A JSON value is expected here."
        : `The body ends before its "${open}" is closed.`;
    return { offset: at, length: 1, message };
  }
}
