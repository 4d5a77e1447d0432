import { isJsonNumber, type JsonNumber, type JsonValue } from "../../core/json/json.ts";
import { jsonText } from "../../core/json/jsonText.ts";
import type { OtherBlock, RerankResult, ToolCall } from "../../core/response/decoded.ts";
import type { RunState } from "../../core/run/state.ts";
import type {
  ItemOf,
  ListItems,
  ListName,
  ListStart,
  LongText,
  RunLists,
  TextPlace,
} from "../../protocol/runLists.ts";
import { answerSource, isLaidOut } from "./answerText.ts";
import { firstOfText, line, longTextOf, maxItemLength } from "./longTexts.ts";

/** So many items of a list cross at first. */
const firstItems = 100;
/** So many items may be asked for at once. */
const maxItems = 500;

/** A list of a run as the page has it: items become what crosses when they are asked for. */
interface Source<Item> {
  readonly count: number;
  /** The item with at most `maxLength` characters of its text. */
  readonly item: (index: number, maxLength: number) => Item | undefined;
}
/** A text as a whole; `json`: it is JSON in a line. */
interface WholeText {
  readonly text: string;
  readonly json: boolean;
}
type Sources = { readonly [L in ListName]: Source<ItemOf<L>> };

/**
 * Reads the lists and long texts of runs in parts. It remembers what is costly to make: a tool's input as text, results
 * in their order, the answer as JSON.
 */
export class RunListReader {
  readonly #texts = new WeakMap<ToolCall | OtherBlock, WholeText>();
  readonly #answers = new WeakMap<RunState, WholeText>();
  #found: (WholeText & { readonly id: number }) | undefined;
  readonly #ranked = new WeakMap<readonly RerankResult[], readonly RerankResult[]>();

  /** Returns the beginning of every list. */
  starts(state: RunState): RunLists {
    const sources = this.#sources(state);
    return {
      images: startOf(sources.images),
      omittedImages: startOf(sources.omittedImages),
      toolCalls: startOf(sources.toolCalls),
      otherBlocks: startOf(sources.otherBlocks),
      citations: startOf(sources.citations),
      results: startOf(sources.results),
      embeddings: startOf(sources.embeddings),
      headers: startOf(sources.headers),
      members: startOf(sources.members),
    };
  }

  /** Returns the lowest and the highest relevance score; undefined where there are no results. */
  scores({ decoded }: RunState): [number, number] | undefined {
    const ranked = this.#rank(decoded.results);
    const [high, low] = [ranked[0], ranked.at(-1)];
    return high && low && [Number(low.relevanceScore), Number(high.relevanceScore)];
  }

  /** Returns the items from..to of a list, or the first of them where they are too many for a message. */
  items(state: RunState, runId: string, list: ListName, from: number, to: number): ListItems {
    const start = Math.max(0, Math.floor(from));
    const end = Math.min(to, start + maxItems);
    const items = itemsOf<unknown>(this.#sources(state)[list], start, end);
    // One list's name goes with that list's items.
    return { type: "items", runId, list, from: start, items } as ListItems;
  }

  /** Returns a whole text of the run, undefined where there is none. */
  text(state: RunState, { of, index }: TextPlace): WholeText | undefined {
    const { decoded, error, response } = state;
    switch (of) {
      case "toolCalls": {
        const call = decoded.toolCalls[index];
        return call && this.#valueText(call, call.input);
      }
      case "otherBlocks": {
        const block = decoded.otherBlocks[index];
        return block && this.#valueText(block, block.content);
      }
      case "citations":
        return plain(decoded.citations[index]?.text);
      case "headers":
        return plain(Object.values(response?.headers ?? {})[index]);
      case "members":
        return error && textOf(Object.values(error.members)[index]);
      case "error":
        return plain(error?.message);
      case "json":
        return this.#answer(state);
      case "found":
        return this.#found?.id === index ? this.#found : undefined;
      case "guardrail":
        return decoded.guardrail?.trace && { text: jsonText(decoded.guardrail.trace), json: true };
    }
  }

  /** Returns the beginning of the answer as JSON. */
  json(state: RunState): LongText {
    const { text, json } = this.#answer(state);
    return firstOfText(text, json);
  }

  /** Keeps what the query with that number found, until the next one finds something. */
  keepFound(id: number, text: string): WholeText {
    this.#found = { id, text, json: isLaidOut(text) };
    return this.#found;
  }

  #answer(state: RunState): WholeText {
    const known = this.#answers.get(state);
    if (known) return known;
    const text = answerSource(state);
    const answer = { text, json: isLaidOut(text) };
    this.#answers.set(state, answer);
    return answer;
  }

  #sources({ decoded, response, error }: RunState): Sources {
    const headers = Object.entries(response?.headers ?? {});
    const members = Object.entries(error?.members ?? {});
    const ranked = this.#rank(decoded.results);
    return {
      images: sourceOf(decoded.images, ({ mediaType, base64 }) => ({
        mediaType: line(mediaType),
        bytes: Math.floor((base64.length * 3) / 4),
      })),
      omittedImages: sourceOf(decoded.omittedImages, (image) => image),
      toolCalls: sourceOf(decoded.toolCalls, (call, maxLength) => ({
        name: line(call.name),
        ...(call.id !== undefined && { id: line(call.id) }),
        input: valueStart(this.#valueText(call, call.input), maxLength),
      })),
      otherBlocks: sourceOf(decoded.otherBlocks, (block, maxLength) => ({
        type: line(block.type),
        content: valueStart(this.#valueText(block, block.content), maxLength),
      })),
      citations: sourceOf(decoded.citations, ({ text, title, url, source }, maxLength) => ({
        text: longTextOf(text, maxLength),
        ...withLine("title", title ?? source),
        ...(url !== undefined && { url: url.slice(0, maxUrlLength) }),
      })),
      results: sourceOf(ranked, ({ index, relevanceScore }) => ({
        index,
        relevanceScore: Number(relevanceScore),
      })),
      embeddings: sourceOf(decoded.embeddings, ({ type, dimensions, values }) => ({
        type: line(type),
        dimensions,
        norm: normOf(values),
      })),
      headers: sourceOf(headers, ([name, value], maxLength) => ({
        name: line(name),
        value: longTextOf(value, maxLength),
      })),
      members: sourceOf(members, ([name, value], maxLength) => ({
        name: line(name),
        value: valueStart(textOf(value), maxLength),
      })),
    };
  }

  #valueText(holder: ToolCall | OtherBlock, value: JsonValue): WholeText {
    const text = this.#texts.get(holder) ?? textOf(value);
    this.#texts.set(holder, text);
    return text;
  }

  #rank(results: readonly RerankResult[]): readonly RerankResult[] {
    const ranked =
      this.#ranked.get(results) ??
      results.toSorted((one, other) => Number(other.relevanceScore) - Number(one.relevanceScore));
    this.#ranked.set(results, ranked);
    return ranked;
  }
}

function plain(text: string | undefined): WholeText | undefined {
  return text === undefined ? undefined : { text, json: false };
}

/** A longer one is no link: the page offers none beyond this. */
const maxUrlLength = 10_001;

function withLine(key: "title", text: string | undefined): { title?: string } {
  return text === undefined ? {} : { [key]: line(text) };
}

function sourceOf<From, Item>(
  list: readonly From[],
  read: (one: From, maxLength: number) => Item,
): Source<Item> {
  return {
    count: list.length,
    item: (index, maxLength) => {
      const one = list[index];
      return one === undefined ? undefined : read(one, maxLength);
    },
  };
}

function startOf<Item>(source: Source<Item>): ListStart<Item> & { items: Item[] } {
  return { count: source.count, items: itemsOf(source, 0, firstItems) };
}

function itemsOf<Item>({ count, item }: Source<Item>, from: number, to: number): Item[] {
  const length = Math.max(0, Math.min(to, count) - from);
  const maxLength = maxItemLength(length);
  return Array.from({ length }, (_, at) => item(from + at, maxLength)).filter(
    (one) => one !== undefined,
  );
}

function textOf(value: JsonValue | undefined): WholeText {
  return typeof value === "string"
    ? { text: value, json: false }
    : {
        text: jsonText(value ?? null),
        json: typeof value === "object" && value !== null && !isJsonNumber(value),
      };
}

function valueStart({ text, json }: WholeText, maxLength: number): LongText {
  return longTextOf(text, maxLength, json);
}

/** No message carries Infinity: the page would refuse all of it. */
function normOf(values: readonly JsonNumber[]): number {
  const squares = values.reduce<number>((sum, value) => sum + Number(value) ** 2, 0);
  return Math.min(Math.sqrt(squares), Number.MAX_VALUE);
}
