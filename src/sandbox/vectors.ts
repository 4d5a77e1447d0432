/** A unit vector for a text: words and their neighbours hashed into it, so that like texts lie close. */
export function embed(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  const words = wordsOf(text);
  for (const [position, word] of words.entries()) {
    add(vector, word, 1);
    add(vector, `${words[position - 1] ?? ""} ${word}`, 0.5);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => Number((value / length).toFixed(6)));
}

/** How much of the query's words a document has, between 0 and 1. */
export function relevance(query: string, document: string): number {
  const wanted = new Set(wordsOf(query));
  const offered = new Set(wordsOf(document));
  const shared = [...wanted].filter((word) => offered.has(word)).length;
  return Number((shared / (wanted.size || 1)).toFixed(6));
}

/** The vector as other element types: sign bits for the binary ones, -128 … 127 for int8. */
export function asType(vector: readonly number[], type: string): number[] {
  if (type === "int8") return vector.map((value) => Math.round(value * 127));
  if (type === "uint8") return vector.map((value) => Math.round((value + 1) * 127.5));
  if (type === "binary" || type === "ubinary") {
    const bytes: number[] = [];
    for (let start = 0; start < vector.length; start += 8) {
      const bits = vector.slice(start, start + 8);
      const byte = bits.reduce((sum, value, bit) => sum + (value > 0 ? 128 >> bit : 0), 0);
      bytes.push(type === "binary" ? byte - 128 : byte);
    }
    return bytes;
  }
  return [...vector];
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const unit of Buffer.from(text)) value = Math.imul(value ^ unit, 0x01000193) >>> 0;
  return value;
}

function add(vector: number[], feature: string, weight: number): void {
  const value = hash(feature);
  const position = value % vector.length;
  vector[position] = (vector[position] ?? 0) + (value & 0x40000000 ? weight : -weight);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
