import type { JsonValue } from "../json.ts";
import type { Decoded, ToolCall } from "./decoded.ts";
import type { Piece, ToolPiece } from "./piece.ts";
import { jsonOfText } from "./read.ts";
import { endReasoning, splitReasoning, tagStart, type TagState } from "./reasoningTag.ts";

/** A tool call whose input is still arriving: `call` is its place in `decoded.toolCalls`. */
interface OpenTool {
  readonly at: string;
  readonly call: number;
  readonly given: JsonValue | undefined;
  readonly json: string;
}

/** What is decoded so far, and what the next piece needs to know of those before. */
export interface Assembly {
  readonly decoded: Decoded;
  readonly openTools: readonly OpenTool[];
  readonly tag: TagState;
}

/** The assembly to which nothing was added yet. */
export function startAssembly(decoded: Decoded): Assembly {
  return { decoded, openTools: [], tag: tagStart };
}

/** The assembly with the piece added. Costs no more than the piece and the number of tool calls. */
export function addPiece(before: Assembly, piece: Piece): Assembly {
  const split = splitReasoning(before.tag, piece.taggedText ?? "");
  const decoded = before.decoded;
  const gap = piece.newThought && decoded.reasoning !== "" ? "\n\n" : "";
  const tools = (piece.toolCalls ?? []).reduce(addTool, {
    calls: decoded.toolCalls,
    open: before.openTools,
  });
  return {
    decoded: {
      ...decoded,
      text: decoded.text + (piece.text ?? "") + split.text,
      reasoning: decoded.reasoning + gap + (piece.reasoning ?? "") + split.reasoning,
      toolCalls: tools.calls,
      citations: joined(decoded.citations, piece.citations),
      images: joined(decoded.images, piece.images),
      omittedImages: joined(decoded.omittedImages, piece.omittedImages),
      embeddings: joined(decoded.embeddings, piece.embeddings),
      results: joined(decoded.results, piece.results),
      stopReason: piece.stopReason ?? decoded.stopReason,
      others: Math.max(decoded.others, piece.others ?? 0),
      usage: piece.usage === undefined ? decoded.usage : { ...decoded.usage, ...piece.usage },
    },
    openTools: tools.open,
    tag: split.state,
  };
}

/** The assembly when nothing more comes: tool inputs are read, and what was held back is let go. */
export function settle(before: Assembly): Assembly {
  const { decoded } = before;
  const inputs = new Map(before.openTools.map((tool) => [tool.call, inputOf(tool)]));
  const split = endReasoning(before.tag);
  return {
    decoded: {
      ...decoded,
      text: decoded.text + split.text,
      reasoning: decoded.reasoning + split.reasoning,
      toolCalls: decoded.toolCalls.map((call, index) => {
        const input = inputs.get(index);
        return input === undefined ? call : { ...call, input };
      }),
    },
    openTools: [],
    tag: split.state,
  };
}

interface Tools {
  readonly calls: readonly ToolCall[];
  readonly open: readonly OpenTool[];
}

function addTool(tools: Tools, piece: ToolPiece): Tools {
  const found = tools.open.find((tool) => tool.at === piece.at);
  const known = found === undefined ? undefined : tools.calls[found.call];
  // Some servers number every call 0: another id is another call.
  const another = piece.id !== undefined && known?.id !== undefined && piece.id !== known.id;
  if (found === undefined || known === undefined || another) {
    if (piece.closed && piece.name === undefined) return tools; // the end of a block of text
    const begun = open(tools, piece, another ? piece.at : undefined);
    return piece.closed ? close(begun, piece.at) : begun;
  }
  const tool = {
    ...found,
    given: piece.input ?? found.given,
    json: found.json + (piece.inputPart ?? ""),
  };
  const call = {
    id: known.id ?? piece.id,
    name: known.name === "" ? (piece.name ?? "") : known.name,
    input: tool.json === "" ? (tool.given ?? "") : tool.json,
  };
  const next = {
    calls: tools.calls.with(tool.call, call),
    open: tools.open.map((one) => (one === found ? tool : one)),
  };
  return piece.closed ? close(next, piece.at) : next;
}

function open(tools: Tools, piece: ToolPiece, replaced: string | undefined): Tools {
  const rest = replaced === undefined ? tools : close(tools, replaced);
  const json = piece.inputPart ?? "";
  const input = json === "" ? (piece.input ?? "") : json;
  return {
    calls: [...rest.calls, { id: piece.id, name: piece.name ?? "", input }],
    open: [...rest.open, { at: piece.at, call: rest.calls.length, given: piece.input, json }],
  };
}

function close(tools: Tools, at: string): Tools {
  const tool = tools.open.find((one) => one.at === at);
  const call = tool && tools.calls[tool.call];
  if (tool === undefined || call === undefined) return tools;
  return {
    calls: tools.calls.with(tool.call, { ...call, input: inputOf(tool) }),
    open: tools.open.filter((one) => one !== tool),
  };
}

/** The input's text as JSON; text that is none stays text. No input at all is no arguments. */
function inputOf({ json, given }: OpenTool): JsonValue {
  return json.trim() === "" ? (given ?? {}) : (jsonOfText(json) ?? json);
}

const joined = <T>(before: readonly T[], more: readonly T[] | undefined): readonly T[] =>
  more === undefined || more.length === 0 ? before : [...before, ...more];
