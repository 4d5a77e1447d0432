import { type HostToResponse, maxUnaskedLength, type RunMessage } from "../../protocol/response.ts";
import type { Price } from "../../core/run/cost.ts";
import { beginning, maxFirstLength } from "./longTexts.ts";
import type { RunListReader } from "./runLists.ts";
import { runView, type ShownRun } from "./runView.ts";

/**
 * So many characters of text, and of reasoning, go with each message behind the first: the first screen does not wait
 * for the last page of a long answer.
 */
const nextLength = 262_144;

type Append = Extract<HostToResponse, { type: "append" }>;

/** What a page has of a run: text and reasoning, and the other parts of the answer as they were when it was told all. */
export interface Sent {
  readonly text: string;
  readonly reasoning: string;
  readonly parts: readonly unknown[];
}

/** True when more than text has come since the page was told all: a tool call, a picture, a guardrail's action … */
export function hasNewParts(run: ShownRun, sent: Sent): boolean {
  return partsOf(run).some((part, at) => part !== sent.parts[at]);
}

/** The fold makes a part anew only when something is added to it. */
function partsOf({ state: { decoded } }: ShownRun): readonly unknown[] {
  const { toolCalls, otherBlocks, citations, images, omittedImages } = decoded;
  const { embeddings, results, stopReason } = decoded;
  const { action, trace } = decoded.guardrail ?? {};
  const lists = [toolCalls, otherBlocks, citations, images, omittedImages, embeddings, results];
  return [...lists, action, trace, stopReason];
}

/**
 * The next message for a page that has `sent` of the run (undefined: nothing), what it has then, and whether more
 * is to follow. `whole`: the page is told all else that is known too. No text crosses twice, and of text and reasoning
 * at most `maxLength` characters each.
 */
export function nextPart(
  run: ShownRun,
  sent: Sent | undefined,
  whole: boolean,
  reader: RunListReader,
  prices: Readonly<Record<string, Price>> = {},
  maxLength = maxUnaskedLength,
): { readonly message: RunMessage | Append; readonly sent: Sent; readonly more: boolean } {
  const { text, reasoning } = run.state.decoded;
  // Chunks only add to a text; the end of a run may still change it.
  const known =
    sent && (!whole || (text.startsWith(sent.text) && reasoning.startsWith(sent.reasoning)))
      ? sent
      : undefined;
  const length = known ? nextLength : maxFirstLength;
  const after = { text: known?.text.length ?? 0, reasoning: known?.reasoning.length ?? 0 };
  const end = {
    text: Math.min(after.text + length, maxLength),
    reasoning: Math.min(after.reasoning + length, maxLength),
  };
  const next: Sent = {
    text: beginning(text, end.text, run.running),
    reasoning: beginning(reasoning, end.reasoning, run.running),
    parts: known && !whole ? known.parts : partsOf(run),
  };
  const added = {
    text: next.text.slice(after.text),
    reasoning: next.reasoning.slice(after.reasoning),
  };
  return {
    message:
      known && !whole
        ? { type: "append", runId: run.id, ...added, ...growth(run) }
        : {
            type: "run",
            run: { ...runView(run, reader, prices), ...added },
            ...(known && { after }),
          },
    sent: next,
    more:
      end.text < Math.min(text.length, maxLength) ||
      end.reasoning < Math.min(reasoning.length, maxLength),
  };
}

function growth({ state }: ShownRun) {
  const { bytesReceived, decoded, events, metrics } = state;
  return {
    textLength: decoded.text.length,
    reasoningLength: decoded.reasoning.length,
    bytesReceived,
    events: events.length,
    ...(metrics.firstChunkMs !== undefined && { firstChunkMs: metrics.firstChunkMs }),
  };
}
