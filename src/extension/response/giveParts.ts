import type { RunState } from "../../core/run/state.ts";
import type { HostToResponse, ResponseToHost } from "../../protocol/response.ts";
import { nextOfText } from "./longTexts.ts";
import type { RunListReader } from "./runLists.ts";
import { traceText } from "./traceText.ts";

/** An event's JSON crosses cut to this many characters: its place is a row of a list. */
const eventTextLimit = 2000;
/** So many numbers of a vector cross to be drawn and compared: many times those of any model's. */
const maxVectorLength = 100_000;
/** Rows that may be asked for at once. */
const eventRowLimit = 500;

/** What of a run the page may ask for when it is looked at. */
export type Needed = Extract<ResponseToHost, { type: `need${string}` }>;

/** Returns the part of a run that the page has asked for; undefined where there is none. */
export function givePart(
  message: Needed,
  runId: string,
  state: RunState,
  lists: RunListReader,
): HostToResponse | undefined {
  const { decoded } = state;
  switch (message.type) {
    case "needJson":
      return { type: "json", runId, text: lists.json(state) };
    case "needImage": {
      const { index } = message;
      const image = decoded.images[index];
      if (!image) return undefined;
      const bytes = new Uint8Array(Buffer.from(image.base64, "base64"));
      return { type: "image", runId, index, mediaType: image.mediaType, bytes };
    }
    case "needEmbedding": {
      const { index } = message;
      const embedding = decoded.embeddings[index];
      if (!embedding) return undefined;
      const { type: elementType, values: all } = embedding;
      const values = Float64Array.from(all.slice(0, maxVectorLength), Number);
      return { type: "embedding", runId, index, elementType, values, count: all.length };
    }
    case "needEvents":
      return eventRows(state, runId, message.from, message.to);
    case "needItems":
      return lists.items(state, runId, message.list, message.from, message.to);
    case "needText": {
      const { place, from } = message;
      const text = nextOfText(lists.text(state, place)?.text ?? "", from);
      return { type: "moreText", runId, place, from, text };
    }
    case "needGuardrail": {
      const { reveal } = message;
      const trace = traceText(decoded.guardrail?.trace ?? {}, reveal);
      return { type: "guardrail", runId, revealed: reveal, trace };
    }
  }
}

function eventRows(state: RunState, runId: string, from: number, to: number): HostToResponse {
  const decoder = new TextDecoder();
  const rows = state.events.slice(from, Math.min(to, from + eventRowLimit));
  return {
    type: "events",
    runId,
    from,
    events: rows.map(({ atMs, bytes, type }) => ({
      atMs,
      size: bytes?.length ?? 0,
      json: decoder.decode(bytes?.subarray(0, eventTextLimit * 3)).slice(0, eventTextLimit),
      ...(type !== undefined && { type }),
    })),
  };
}
