import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import { errorBeside, likelyError, surelyError, type AnswerError } from "./answerError.ts";
import { addPiece, decodedOf, settle, startAssembly, type Assembly } from "./assemble.ts";
import { emptyDecoded, type Decoded } from "./decoded.ts";
import { fallback, listPiece } from "./fallback.ts";
import { knownFamilies } from "./knownFamilies.ts";
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
  /** Where the answer is by its form no answer but an error. */
  readonly error?: AnswerError | undefined;
} {
  if (bytes.length === 0) return { decoded: { ...emptyDecoded, shape: "empty" }, json: undefined };
  const text = readableText(bytes);
  if (text === undefined) return { decoded: { ...emptyDecoded, shape: "binary" }, json: undefined };
  const json = jsonOfText(text);
  if (json === undefined) return { decoded: { ...emptyDecoded, shape: "text", text }, json };
  if (!isJsonObject(json)) return { decoded: readWhole("json", listPiece(json)), json };
  for (const family of knownFamilies) {
    const piece = family.whole(json);
    if (piece !== undefined) return { decoded: readWhole(family.shape, piece, json), json };
  }
  const error = surelyError(json);
  const piece = error === undefined ? fallback.whole(json) : undefined;
  return { decoded: readWhole("json", piece ?? {}, json), json, error };
}

function readWhole(shape: string, piece: Piece, answer?: JsonObject): Decoded {
  const guardrail = answer && readGuardrail(answer);
  return decodedOf(settle(addPiece(startAssembly(shape, guardrail), piece)));
}

/** What a chunk comes to. */
export interface ReadChunk {
  readonly assembly: Assembly;
  /** True when the chunk ends the answer. */
  readonly ends: boolean;
  /** The error that the chunk is or holds. */
  readonly error?: AnswerError | undefined;
  /** True for an error by its form alone; another is none where the answer goes on after it. */
  readonly sure?: boolean;
}

/** The assembly with one chunk's JSON added, and what else the chunk tells. Never throws. */
export function addChunk(before: Assembly, chunk: JsonObject): ReadChunk {
  const sure = surelyError(chunk);
  if (sure !== undefined) return { assembly: before, ends: false, error: sure, sure: true };
  const { shape, piece } = pieceOf(before.shape, chunk);
  if (piece === undefined) {
    const error = likelyError(chunk, shape !== fallback.shape);
    if (error !== undefined) return { assembly: before, ends: false, error };
  }
  return addRead(before, chunk, shape, piece ?? fallbackPiece(shape, chunk));
}

const fallbackPiece = (shape: string, chunk: JsonObject): Piece =>
  (shape === fallback.shape ? fallback.chunk(chunk) : undefined) ?? {};

function addRead(before: Assembly, chunk: JsonObject, shape: string, piece: Piece): ReadChunk {
  const guardrail = readGuardrail(chunk);
  // Nearly every chunk of a long stream is like the one before it.
  const isSame = shape === before.shape && guardrail === undefined;
  const assembly = addPiece(
    isSame ? before : { ...before, shape, guardrail: joinGuardrail(before.guardrail, guardrail) },
    piece,
  );
  const ends =
    piece.ends === true ||
    piece.stopReason !== undefined ||
    chunk["amazon-bedrock-invocationMetrics"] !== undefined ||
    (guardrail?.action === "INTERVENED" && guardrail.trace !== undefined); // sent last
  const error = shape === fallback.shape ? undefined : errorBeside(chunk);
  return error === undefined ? { assembly, ends } : { assembly, ends, error, sure: true };
}

/**
 * The assembly with a chunk added that is no JSON object, as containers send them that know no
 * family's shape: a list, a bare string, or plain text. Such a chunk amid a family's adds nothing,
 * and neither does JSON that was cut. In a stream that began as plain text all of it is text.
 */
export function addOddChunk(before: Assembly, text: string, json: JsonValue | undefined): Assembly {
  const { shape } = before;
  if (knownFamilies.some((family) => family.shape === shape)) return before;
  const blank = json === undefined && text.trim() === "";
  if (blank) return shape === fallback.shape ? before : addPiece(before, { text });
  const unknown = shape === emptyDecoded.shape;
  // "5" is JSON, and the first word of many a text.
  const isWord = isJsonNumber(json) || typeof json === "boolean";
  if (shape === "text" || (unknown && isWord))
    return addPiece({ ...before, shape: "text" }, { text });
  const cut = /^\s*[[{"]/.test(text);
  const piece = json === undefined ? { text: cut ? undefined : text } : listPiece(json);
  if (piece.text === undefined) return before;
  const named = json === undefined ? "text" : fallback.shape;
  return addPiece({ ...before, shape: unknown ? named : shape }, piece);
}

/** A stream's family is the first that knew a chunk; `piece` is undefined where no family knows this one. */
function pieceOf(shape: string, chunk: JsonObject): { shape: string; piece: Piece | undefined } {
  const chosen = knownFamilies.find((family) => family.shape === shape);
  if (chosen !== undefined) return { shape, piece: chosen.chunk(chunk) };
  for (const family of knownFamilies) {
    const piece = family.chunk(chunk);
    if (piece !== undefined) return { shape: family.shape, piece };
  }
  return { shape: fallback.shape, piece: undefined };
}
