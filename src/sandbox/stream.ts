import { setTimeout as wait } from "node:timers/promises";
import type { JsonObject } from "../core/json/json.ts";
import type { Call } from "./call.ts";
import { elapsedMs, write } from "./exchange.ts";
import { chunkFrame, exceptionFrame, withBadChecksum } from "./frames.ts";
import type { Verdict } from "./guardrail.ts";
import { marks } from "./guardrail.ts";
import { exceptionMessage } from "./serviceError.ts";
import { piecesOf } from "./tokens.ts";
import type { Answer, Chunk, TextFamily } from "./types.ts";

/** Streams an answer as binary events, with the faults that the directives ask for. */
export async function sendStream(
  call: Call,
  family: TextFamily,
  answer: Answer,
  verdict: Verdict | undefined,
  modelOutput: string,
): Promise<void> {
  const { exchange, directives } = call;
  const { response } = exchange;
  response.writeHead(200, {
    "Content-Type": "application/vnd.amazon.eventstream",
    "X-Amzn-Bedrock-Content-Type": "application/json",
  });
  // The headers go out ahead of the first chunk, however long that takes.
  response.flushHeaders();

  const pieces = verdict?.blocked ? [answer.text] : piecesOf(answer.text);
  const chunks = guarded(family.chunks(answer, pieces), verdict, modelOutput);
  const last = chunks.findLastIndex(({ json }) => typeof json !== "string");
  let firstByteMs: number | undefined;
  for (const [index, { json }] of chunks.entries()) {
    if (index > 0 && directives.paceMs > 0)
      await wait(directives.paceMs, undefined, { signal: exchange.gone });
    firstByteMs ??= elapsedMs(exchange);
    const metrics =
      index === last && !verdict?.blocked
        ? metricsOf(family, answer, elapsedMs(exchange), firstByteMs)
        : undefined;
    const merged =
      metrics && !family.ownMetricsChunk && typeof json !== "string"
        ? { ...json, ...metrics }
        : json;
    const fate = fateOf(call, index, chunks.length);
    if (fate === "exception") {
      const name = directives.midstream ?? "";
      await write(exchange, exceptionFrame(name, exceptionMessage(name)));
      break;
    }
    if (fate === "end") break;
    const frame = chunkFrame(merged);
    if (fate === "cut") {
      response.write(frame.subarray(0, frame.length >> 1), () => response.destroy());
      return;
    }
    await write(exchange, fate === "damage" ? withBadChecksum(frame) : frame);
    if (metrics && family.ownMetricsChunk) await write(exchange, chunkFrame(metrics));
  }
  response.end();
}

type Fate = "send" | "exception" | "end" | "cut" | "damage";

/** What happens to the chunk at this place. */
function fateOf({ directives }: Call, index: number, count: number): Fate {
  if (directives.midstream !== undefined && index === Math.floor(count / 3)) return "exception";
  if (directives.cut && index === count >> 1) return "cut";
  if (directives.badCrc && index === count >> 1) return "damage";
  if (directives.noTerminator && index === Math.floor((count * 2) / 3)) return "end";
  return "send";
}

/** The action stands on every chunk with text and on the last, the trace on the last. */
function guarded(
  chunks: readonly Chunk[],
  verdict: Verdict | undefined,
  modelOutput: string,
): readonly Chunk[] {
  if (!verdict) return chunks;
  const last = chunks.findLastIndex(({ json }) => typeof json !== "string");
  const action = { "amazon-bedrock-guardrailAction": verdict.action };
  return chunks.map((chunk, index) => {
    if (typeof chunk.json === "string") return chunk;
    if (index === last)
      return { ...chunk, json: { ...chunk.json, ...marks(verdict, modelOutput) } };
    return chunk.text ? { ...chunk, json: { ...chunk.json, ...action } } : chunk;
  });
}

function metricsOf(
  { caching }: TextFamily,
  { inputTokens, outputTokens }: Answer,
  invocationLatency: number,
  firstByteLatency: number,
): JsonObject {
  return {
    "amazon-bedrock-invocationMetrics": {
      inputTokenCount: inputTokens,
      outputTokenCount: outputTokens,
      invocationLatency,
      firstByteLatency,
      ...(caching ? { cacheReadInputTokenCount: 0, cacheWriteInputTokenCount: 0 } : {}),
    },
  };
}
