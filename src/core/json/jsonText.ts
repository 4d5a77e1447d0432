import { ExactNumber, ExactNumberError } from "./exactNumber.ts";

/**
 * The value as JSON text, as JSON.stringify gives it, with exact numbers as they came; nesting of any depth is fine.
 * `indent` is how many blanks stand before each level; text that would be too deep for lines stands on one.
 */
export function jsonText(value: unknown, indent = 0): string {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch (error) {
    if (error instanceof ExactNumberError)
      return plainText(value, depthOf(value) > 1000 ? 0 : indent);
    if (error instanceof RangeError) return plainText(value, 0);
    throw error;
  }
}

/** JSON.stringify gives up where the nesting is deeper than the stack or a number is exact; this keeps its own stack. */
function plainText(value: unknown, indent: number): string {
  const parts: string[] = [];
  const todo: (string | { readonly value: unknown; readonly depth: number })[] = [
    { value, depth: 0 },
  ];
  const colon = indent > 0 ? ": " : ":";
  const line = (depth: number) => (indent > 0 ? `\n${" ".repeat(indent * depth)}` : "");
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    if (typeof item === "string") {
      parts.push(item);
    } else if (item.value instanceof ExactNumber) {
      parts.push(item.value.lexeme);
    } else if (typeof item.value !== "object" || item.value === null) {
      parts.push(JSON.stringify(item.value));
    } else {
      const { depth } = item;
      const isArray = Array.isArray(item.value);
      const entries = entriesOf(item.value);
      todo.push(`${entries.length > 0 ? line(depth) : ""}${isArray ? "]" : "}"}`);
      for (const [index, [key, inner]] of [...entries.entries()].toReversed()) {
        todo.push({ value: inner, depth: depth + 1 });
        const lead = `${index === 0 ? "" : ","}${line(depth + 1)}`;
        todo.push(isArray ? lead : `${lead}${JSON.stringify(key)}${colon}`);
      }
      parts.push(isArray ? "[" : "{");
    }
  }
  return parts.join("");
}

function entriesOf(value: object): [string, unknown][] {
  const all: [string, unknown][] = Object.entries(value);
  return all.filter((entry) => entry[1] !== undefined);
}

function depthOf(value: unknown): number {
  let deepest = 0;
  const todo = [{ value, depth: 0 }];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    const { value: inner, depth } = item;
    deepest = Math.max(deepest, depth);
    if (typeof inner === "object" && inner !== null)
      for (const each of Object.values(inner) as unknown[])
        if (typeof each === "object") todo.push({ value: each, depth: depth + 1 });
  }
  return deepest;
}
