import { keyOf } from "./keyOf.ts";
import type { Span } from "./span.ts";
import { visitJson, type JsonToken } from "./visitJson.ts";

/**
 * Where a JSON pointer (RFC 6901) leads in the JSONC text at `span`: to a member's key, or to an element of an array. Where
 * the pointer names what is not there, the last of its steps that is; undefined where not even the first is.
 */
export function findPlace(text: string, span: Span, pointer: string): Span | undefined {
  const steps = pointer.split("/").slice(1).map(unescaped);
  const walk = new Walk(text, steps);
  visitJson(text, (token) => walk.take(token), { span, comments: true });
  return walk.found;
}

class Walk {
  found: Span | undefined;
  /** How many steps are made. */
  #made = 0;
  /** The text is inside of what the steps have led to. */
  #inside = false;
  /** What was found last is an element, which ends where it closes. */
  #isElement = false;
  /** Of the element that comes next. */
  #index = 0;

  constructor(
    readonly text: string,
    readonly steps: readonly string[],
  ) {}

  take(token: JsonToken): "stop" | void {
    const { kind, level, end } = token;
    if (kind === "blank" || kind === "comment" || kind === ":") return undefined;
    if (!this.#inside) return this.#enter(kind);
    if (level?.depth !== this.#made + 1) return undefined;
    if (kind === "}" || kind === "]") {
      if (this.found && this.#isElement)
        this.found = { offset: this.found.offset, length: end - this.found.offset };
      return "stop";
    }
    return level.isObject ? this.#takeKey(token) : this.#takeElement(token);
  }

  #enter(kind: JsonToken["kind"]): "stop" | void {
    if (kind !== "{" && kind !== "[") return "stop";
    this.#inside = true;
    this.#index = 0;
  }

  #takeKey(token: JsonToken): "stop" | void {
    if (!token.isKey || keyOf(this.text, token) !== this.steps[this.#made]) return undefined;
    this.#inside = false;
    this.#isElement = false;
    return this.#step(token);
  }

  #takeElement(token: JsonToken): "stop" | void {
    if (token.kind === ",") {
      this.#index++;
      return undefined;
    }
    if (String(this.#index) !== this.steps[this.#made]) return undefined;
    this.#step(token);
    this.#isElement = true;
    return this.#enter(token.kind);
  }

  #step({ start, end }: JsonToken): "stop" | void {
    this.found = { offset: start, length: end - start };
    this.#made++;
    return this.#made === this.steps.length ? "stop" : undefined;
  }
}

function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
