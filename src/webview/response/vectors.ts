type Vector = Float64Array | readonly number[];

/**
 * Returns the cosine similarity of two embeddings of one type, undefined where there is none: other types, other
 * lengths, a zero vector. Bits, packed in bytes (Cohere) or not (Titan), count as -1 and 1.
 */
export function similarityOf(
  one: Vector,
  other: Vector,
  types: readonly [string, string],
): number | undefined {
  if (one.length !== other.length || one.length === 0 || types[0] !== types[1]) return undefined;
  return /binary/.test(types[0]) ? bitCosine(one, other) : cosine(one, other);
}

function cosine(one: Vector, other: Vector): number | undefined {
  let product = 0;
  let oneSquare = 0;
  let otherSquare = 0;
  for (const [index, a] of one.entries()) {
    const b = other[index] ?? 0;
    product += a * b;
    oneSquare += a * a;
    otherSquare += b * b;
  }
  const similarity = product / Math.sqrt(oneSquare * otherSquare);
  return Number.isFinite(similarity) ? Math.min(1, Math.max(-1, similarity)) : undefined;
}

const isPacked = (value: number) => value !== 0 && value !== 1;

function bitCosine(one: Vector, other: Vector): number {
  const packed = one.some(isPacked) || other.some(isPacked);
  let differing = 0;
  for (const [index, a] of one.entries()) {
    let bits = (a ^ (other[index] ?? 0)) & (packed ? 0xff : 1);
    for (; bits > 0; bits >>= 1) differing += bits & 1;
  }
  return 1 - (2 * differing) / (one.length * (packed ? 8 : 1));
}
