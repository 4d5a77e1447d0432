import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { addPiece, decodedOf, settle, startAssembly, type Assembly } from "./assemble.ts";
import { emptyDecoded, type Decoded } from "./decoded.ts";
import { fallback, listPiece } from "./fallback.ts";
import { families } from "./families.ts";
import { joinGuardrail, readGuardrail } from "./guardrail.ts";
import type { Piece } from "./piece.ts";
import { jsonOfText, readableText } from "./read.ts";

/**
 * A whole answer, decoded by its shape, and its JSON if it is any. Never throws: what is no JSON is
 * `text`, what is no text is `binary`, and no bytes at all are `empty`.
 */
export function decodeAnswer(bytes: Uint8Array): {
  readonly decoded: Decoded;
  readonly json: JsonValue | undefined;
} {
  if (bytes.length === 0) return { decoded: { ...emptyDecoded, shape: "empty" }, json: undefined };
  const text = readableText(bytes);
  if (text === undefined) return { decoded: { ...emptyDecoded, shape: "binary" }, json: undefined };
  const json = jsonOfText(text);
  if (json === undefined) return { decoded: { ...emptyDecoded, shape: "text", text }, json };
  if (!isJsonObject(json)) return { decoded: readWhole("json", listPiece(json)), json };
  for (const family of families) {
    const piece = family.whole(json);
    if (piece !== undefined) return { decoded: readWhole(family.shape, piece, json), json };
  }
  return { decoded: readWhole("json", fallback.whole(json) ?? {}, json), json };
}

function readWhole(shape: string, piece: Piece, answer?: JsonObject): Decoded {
  const guardrail = answer && readGuardrail(answer);
  return decodedOf(settle(addPiece(startAssembly(shape, guardrail), piece)));
}

/** The assembly with one chunk's JSON added, and whether the chunk ends the answer. Never throws. */
export function addChunk(
  before: Assembly,
  chunk: JsonObject,
): { readonly assembly: Assembly; readonly ends: boolean } {
  const { shape, piece } = pieceOf(before.shape, chunk);
  const guardrail = readGuardrail(chunk);
  const assembly = addPiece(
    { ...before, shape, guardrail: joinGuardrail(before.guardrail, guardrail) },
    piece,
  );
  const ends =
    piece.ends === true ||
    piece.stopReason !== undefined ||
    chunk["amazon-bedrock-invocationMetrics"] !== undefined ||
    (guardrail?.action === "INTERVENED" && guardrail.trace !== undefined); // sent last
  return { assembly, ends };
}

/**
 * The assembly with a chunk added that is no JSON object, as containers send them that know no
 * family's shape: a list, a bare string, or plain text. Such a chunk amid a family's adds nothing,
 * and neither does JSON that was cut.
 */
export function addOddChunk(before: Assembly, text: string, json: JsonValue | undefined): Assembly {
  const { shape } = before;
  if (families.some((family) => family.shape === shape)) return before;
  const cut = /^\s*[[{"]/.test(text);
  const piece = json === undefined ? { text: cut ? undefined : text } : listPiece(json);
  if (piece.text === undefined) return before;
  const named = json === undefined ? "text" : fallback.shape;
  return addPiece({ ...before, shape: shape === emptyDecoded.shape ? named : shape }, piece);
}

/** A stream's family is the first that knew a chunk; the chunks that it does not know add nothing. */
function pieceOf(shape: string, chunk: JsonObject): { shape: string; piece: Piece } {
  const chosen = families.find((family) => family.shape === shape);
  if (chosen !== undefined) return { shape, piece: chosen.chunk(chunk) ?? {} };
  for (const family of families) {
    const piece = family.chunk(chunk);
    if (piece !== undefined) return { shape: family.shape, piece };
  }
  return { shape: fallback.shape, piece: fallback.chunk(chunk) ?? {} };
}
