/** Levels that are indented: 2,000 of them must not write four million blanks. */
const deepest = 40;

/**
 * Returns JSON text laid out to be read, every value as it is written (`1.0` stays `1.0`). Text that is no JSON, or cut
 * off, is laid out as far as it looks like it.
 */
export function layOutJson(text: string): string {
  let out = "";
  let depth = 0;
  for (const [token] of text.matchAll(
    /"(?:[^"\\]|\\.)*"?|[{[]\s*[}\]]|[{}[\],:]|\s+|[^\s"{}[\],:]+(?:\s+[^\s"{}[\],:]+)*/gs,
  )) {
    const first = token.charAt(0);
    if (token === "{" || token === "[") {
      depth++;
      out += token + newLine(depth);
    } else if (token === "}" || token === "]") {
      depth = Math.max(0, depth - 1);
      out += newLine(depth) + token;
    } else if (token === ",") {
      out += token + newLine(depth);
    } else if (token === ":") {
      out += ": ";
    } else if (first === "{" || first === "[") {
      out += first + token.slice(-1);
    } else if (token.trim() !== "") {
      out += token;
    }
  }
  return out;
}

function newLine(depth: number): string {
  return `\n${"  ".repeat(Math.min(depth, deepest))}`;
}
