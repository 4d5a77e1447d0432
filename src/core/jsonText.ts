/** The value as JSON text, as JSON.stringify gives it; nesting of any depth is fine. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return deepText(value);
    throw error;
  }
}

/** JSON.stringify gives up where the nesting is deeper than the stack; this keeps its own. */
function deepText(value: unknown): string {
  const parts: string[] = [];
  const todo: (string | { readonly value: unknown })[] = [{ value }];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    if (typeof item === "string") {
      parts.push(item);
    } else if (typeof item.value !== "object" || item.value === null) {
      parts.push(JSON.stringify(item.value));
    } else {
      const isArray = Array.isArray(item.value);
      const all: [string, unknown][] = Object.entries(item.value);
      const entries = all.filter((entry) => entry[1] !== undefined);
      todo.push(isArray ? "]" : "}");
      for (const [index, [key, inner]] of [...entries.entries()].toReversed()) {
        todo.push({ value: inner });
        const comma = index === 0 ? "" : ",";
        todo.push(isArray ? comma : `${comma}${JSON.stringify(key)}:`);
      }
      parts.push(isArray ? "[" : "{");
    }
  }
  return parts.join("");
}
