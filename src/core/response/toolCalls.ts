import { GrowingList } from "../growingList.ts";
import type { JsonValue } from "../json/json.ts";
import type { ToolCall } from "./decoded.ts";
import type { ToolPiece } from "./piece.ts";
import { jsonOfText } from "./read.ts";

/** The pieces of tool calls as they came: adding one costs the piece, reading them all costs what they hold. */
export class ToolCalls {
  #read:
    { readonly calls: readonly ToolCall[]; readonly nameless: readonly ToolCall[] } | undefined;

  constructor(
    private readonly pieces = new GrowingList<ToolPiece>(),
    private readonly settled = false,
  ) {}

  /** The calls with more pieces; the same where there are none. */
  add(pieces: readonly ToolPiece[]): ToolCalls {
    return pieces.length === 0 ? this : new ToolCalls(this.pieces.append(pieces));
  }

  /** The calls when nothing more comes: every input is read as JSON. */
  settle(): ToolCalls {
    return this.settled || this.pieces.length === 0 ? this : new ToolCalls(this.pieces, true);
  }

  /** The calls in the order in which they began. */
  get calls(): readonly ToolCall[] {
    return this.#all.calls;
  }

  /** What came in the place of a call but names no tool: nobody can answer it. */
  get nameless(): readonly ToolCall[] {
    return this.#all.nameless;
  }

  get #all() {
    if (this.#read === undefined) {
      const all = readCalls(this.pieces, this.settled);
      const nameless = all.filter(({ name }) => name === "");
      const calls = nameless.length === 0 ? all : all.filter(({ name }) => name !== "");
      this.#read = { calls, nameless };
    }
    return this.#read;
  }
}

interface Growing {
  id: string | undefined;
  name: string;
  given: JsonValue | undefined;
  json: string;
  closed: boolean;
}

function readCalls(pieces: Iterable<ToolPiece>, settled: boolean): readonly ToolCall[] {
  const calls: Growing[] = [];
  const open = new Map<string, Growing>();
  for (const piece of pieces) {
    const known = open.get(piece.at);
    // Some servers number every call 0: another id is another call.
    const another = piece.id !== undefined && known?.id !== undefined && piece.id !== known.id;
    const call = known === undefined || another ? begun(piece) : known;
    if (call === undefined) continue;
    if (call === known) {
      call.id ??= piece.id;
      if (call.name === "") call.name = piece.name ?? "";
      call.given = piece.input ?? call.given;
      call.json += piece.inputPart ?? "";
    } else {
      if (known) known.closed = true;
      calls.push(call);
      open.set(piece.at, call);
    }
    if (!piece.closed) continue;
    call.closed = true;
    open.delete(piece.at);
  }
  return calls.map((call) => ({
    id: call.id,
    name: call.name,
    input:
      call.closed || settled ? inputOf(call) : call.json === "" ? (call.given ?? "") : call.json,
  }));
}

/** The call that the piece begins; undefined where it is only the end of a block of another kind. */
function begun({ id, name, input, inputPart, closed }: ToolPiece): Growing | undefined {
  if (closed && name === undefined && input === undefined && inputPart === undefined)
    return undefined;
  return { id, name: name ?? "", given: input, json: inputPart ?? "", closed: false };
}

/** The input's text as JSON; text that is none stays text. No input at all is no arguments. */
function inputOf({ json, given }: Growing): JsonValue {
  return json.trim() === "" ? (given ?? {}) : (jsonOfText(json) ?? json);
}
