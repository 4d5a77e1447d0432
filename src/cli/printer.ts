import { setTimeout } from "node:timers/promises";
import { layOutJson } from "../core/json/jsonLayout.ts";
import { jsonText } from "../core/json/jsonText.ts";
import type { RunState } from "../core/run/state.ts";
import { writeRunRecord } from "../core/run/record.ts";
import { answerBytes, createChunkLines } from "../core/run/answerBytes.ts";
import { besidesText } from "./besidesText.ts";
import type { Output } from "./output.ts";
import type { Query } from "../core/run/query.ts";
import type { OutputFormat } from "./runOptions.ts";

/** Prints a run: what has come so far at each `update`, the rest at `finish`. */
export interface Printer {
  update(state: RunState): void;
  /** Rejects with a CliError when the query cannot be applied; the whole record is printed then. */
  finish(state: RunState): Promise<void>;
}

/**
 * The printer for the format; a query takes the place of what the format would print. `note` is told, in a sentence, what
 * the reader cannot see in what was printed.
 */
export function createPrinter(
  format: OutputFormat,
  query: Query | undefined,
  out: Output,
  note: (sentence: string) => void,
): Printer {
  if (query) return queryPrinter(format, query, out, note);
  if (format === "json")
    return { update: () => {}, finish: async (state) => out.write(recordText(state)) };
  return format === "body" ? bodyPrinter(out) : textPrinter(out, note);
}

/** The run record as it is now; what a guardrail hid stays in it, as standard output is not a file. */
function recordText(state: RunState): string {
  return writeRunRecord(state, { savedAt: new Date().toISOString(), redact: false });
}

function queryPrinter(
  format: OutputFormat,
  query: Query,
  out: Output,
  note: (sentence: string) => void,
): Printer {
  const print = async (state: RunState) => {
    const record = recordText(state);
    try {
      const found = query.find(record);
      const plain = format === "text" && typeof found === "string";
      if (found === null && !state.error) note("--query found nothing in the run record.");
      out.write(`${plain ? found : layOutJson(jsonText(found))}\n`);
    } catch (error) {
      out.write(record); // an answer that was paid for is not lost to a query
      throw error;
    }
  };
  return { update: () => {}, finish: print };
}

function bodyPrinter(out: Output): Printer {
  let printed = 0;
  const lines = createChunkLines();
  const update = ({ events }: RunState) => {
    for (; printed < events.length; printed++) {
      const event = events.at(printed);
      for (const part of event ? lines(event) : []) out.write(part);
    }
  };
  return {
    update,
    finish: async (state) => {
      update(state);
      if (state.body) out.write(state.body);
    },
  };
}

/** In characters: what is written at once, so that a slow reader does not make the process hold it all twice. */
const pieceLength = 1_000_000;
/** In ms, between two pieces while the answer is arriving. */
const leastPauseMs = 10;

/**
 * Prints the text so far in as few pieces as a reader's eye allows: taking a piece costs as much as the whole text, so
 * a piece for each chunk would cost quadratic time.
 */
function textPrinter(out: Output, note: (sentence: string) => void): Printer {
  let text = "";
  let printed = 0;
  let finishing = false;
  let printing: Promise<void> | undefined;
  const printPieces = async () => {
    while (printed < text.length && !out.closed.aborted) {
      const began = performance.now();
      const piece = text.slice(printed, printed + pieceLength);
      out.write(piece);
      printed += piece.length;
      const pauseMs = Math.max(leastPauseMs, 5 * (performance.now() - began));
      await out.ready();
      if (!finishing) await setTimeout(pauseMs);
    }
    printing = undefined;
  };
  const update = ({ decoded }: Pick<RunState, "decoded">) => {
    text = decoded.text;
    if (printed < text.length) printing ??= printPieces();
  };
  return {
    update,
    finish: async (state) => {
      finishing = true;
      update(state);
      await printing;
      const besides = printed === 0 ? "" : besidesText(state.decoded);
      if (besides !== "") note(`the answer also has ${besides}. --output json shows all of it.`);
      // A stream that was cut before its first word has only events to show, which are no text.
      if (printed === 0 && (state.status === "done" || state.body !== undefined)) {
        text = new TextDecoder().decode(answerBytes(state));
        await printPieces();
      }
      if (text !== "" && !text.endsWith("\n")) out.write("\n");
    },
  };
}
