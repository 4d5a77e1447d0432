import { ExactNumber, ExactNumberError } from "./exactNumber.ts";

/**
 * The value as JSON text on one line, as JSON.stringify gives it, with exact numbers as they came; nesting of any depth
 * is fine. `layOutJson` lays it out.
 */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof ExactNumberError || error instanceof RangeError) return plainText(value);
    throw error;
  }
}

/** JSON.stringify gives up where the nesting is deeper than the stack or a number is exact; this keeps its own stack. */
function plainText(value: unknown): string {
  const parts: string[] = [];
  const todo: (string | { readonly value: unknown })[] = [{ value }];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    if (typeof item === "string") {
      parts.push(item);
    } else if (item.value instanceof ExactNumber) {
      parts.push(item.value.lexeme);
    } else if (typeof item.value !== "object" || item.value === null) {
      parts.push(JSON.stringify(item.value));
    } else {
      const isArray = Array.isArray(item.value);
      parts.push(isArray ? "[" : "{");
      todo.push(isArray ? "]" : "}");
      for (const [index, [key, inner]] of [...entriesOf(item.value).entries()].toReversed()) {
        todo.push({ value: inner });
        const comma = index === 0 ? "" : ",";
        todo.push(isArray ? comma : `${comma}${JSON.stringify(key)}:`);
      }
    }
  }
  return parts.join("");
}

function entriesOf(value: object): [string, unknown][] {
  const all: [string, unknown][] = Object.entries(value);
  return all.filter((entry) => entry[1] !== undefined);
}
