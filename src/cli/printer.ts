import type { JsonValue } from "../core/json.ts";
import { jsonText } from "../core/jsonText.ts";
import type { RunState } from "../core/run/state.ts";
import { writeRunRecord } from "../core/run/record.ts";
import { answerBytes } from "../core/run/answerBytes.ts";
import { forTerminal, type Output } from "./output.ts";
import type { Query } from "../core/run/query.ts";
import type { OutputFormat } from "./runOptions.ts";

/** Prints a run: what has come so far at each `update`, the rest at `finish`. */
export interface Printer {
  update(state: RunState): void;
  /** Throws a CliError when the query cannot be applied; the whole record is printed then. */
  finish(state: RunState): void;
}

/** The printer for the format; a query takes the place of what the format would print. */
export function createPrinter(
  format: OutputFormat,
  query: Query | undefined,
  out: Output,
): Printer {
  if (query) return queryPrinter(format, query, out);
  if (format === "json")
    return { update: () => {}, finish: (state) => out.write(recordText(state)) };
  return format === "body" ? bodyPrinter(out) : textPrinter(out);
}

/** The run record as it is now; what a guardrail hid stays in it, as standard output is not a file. */
function recordText(state: RunState): string {
  return writeRunRecord(state, { savedAt: new Date().toISOString(), redact: false });
}

function queryPrinter(format: OutputFormat, query: Query, out: Output): Printer {
  const print = (state: RunState) => {
    const record = recordText(state);
    try {
      const found = query.find(record);
      const plain = format === "text" && typeof found === "string";
      out.write(`${plain ? found : laidOut(found)}\n`);
    } catch (error) {
      out.write(record); // an answer that was paid for is not lost to a query
      throw error;
    }
  };
  return { update: () => {}, finish: print };
}

/** On lines, or on one where the nesting is deeper than JSON.stringify's stack. */
function laidOut(value: JsonValue): string {
  try {
    return JSON.stringify(value, undefined, 2);
  } catch (error) {
    if (error instanceof RangeError) return jsonText(value);
    throw error;
  }
}

function bodyPrinter(out: Output): Printer {
  let printed = 0;
  const update = ({ events }: RunState) => {
    for (; printed < events.length; printed++) {
      const { bytes, type } = events.at(printed) ?? {};
      if (!bytes || type !== undefined) continue;
      out.write(bytes);
      out.write("\n");
    }
  };
  return {
    update,
    finish: (state) => {
      update(state);
      if (state.body) out.write(state.body);
    },
  };
}

function textPrinter(out: Output): Printer {
  let printed = 0;
  let last = "";
  const show = (text: string) => {
    if (text === "") return;
    out.write(out.isTerminal ? forTerminal(text) : text);
    last = text.slice(-1);
  };
  const update = ({ decoded }: RunState) => {
    show(decoded.text.slice(printed));
    printed = decoded.text.length;
  };
  return {
    update,
    finish: (state) => {
      update(state);
      if (printed === 0) show(new TextDecoder().decode(answerBytes(state)));
      if (last !== "" && last !== "\n") out.write("\n");
    },
  };
}
