import * as v from "valibot";

/** The beginning of a text that may be long: the rest crosses when it is asked for. */
export const longTextSchema = v.object({
  text: v.string(),
  /** How long the whole text is, in characters. */
  length: v.number(),
  /** It is JSON, to be laid out for reading. */
  json: v.optional(v.boolean()),
});
export type LongText = v.InferOutput<typeof longTextSchema>;

const named = v.object({ name: v.string(), value: longTextSchema });

/** What one item of each list of a run is. */
const items = {
  toolCalls: v.object({ name: v.string(), id: v.optional(v.string()), input: longTextSchema }),
  /** Content of kinds that have no place of their own. */
  otherBlocks: v.object({ type: v.string(), content: longTextSchema }),
  citations: v.object({
    text: v.optional(longTextSchema),
    title: v.optional(v.string()),
    url: v.optional(v.string()),
  }),
  /** `bytes` is the size; the picture itself is asked for. */
  images: v.object({ mediaType: v.string(), bytes: v.number() }),
  omittedImages: v.object({
    number: v.number(),
    reason: v.picklist(["svg", "unknownType", "notBase64", "empty", "notText"]),
  }),
  /** The numbers are asked for; `norm` is the Euclidean length. */
  embeddings: v.object({ type: v.string(), dimensions: v.number(), norm: v.number() }),
  /** The most relevant first. */
  results: v.object({ index: v.number(), relevanceScore: v.number() }),
  headers: named,
  /** Members of the error beside its own. */
  members: named,
} as const;

export type ListName = keyof typeof items;
export type ItemOf<L extends ListName> = v.InferOutput<(typeof items)[L]>;

/** The lists of a run, in the order in which the page shows them. */
export const listNames = [
  "images",
  "omittedImages",
  "toolCalls",
  "otherBlocks",
  "citations",
  "results",
  "embeddings",
  "headers",
  "members",
] as const satisfies readonly ListName[];

/** The beginning of a list: its first items, and how many it has. */
export interface ListStart<Item> {
  readonly count: number;
  readonly items: readonly Item[];
}

const start = <L extends ListName>(list: L) =>
  v.object({ count: v.number(), items: v.array(items[list]) });

/** The beginnings of all lists. */
export const runLists = v.object({
  images: start("images"),
  omittedImages: start("omittedImages"),
  toolCalls: start("toolCalls"),
  otherBlocks: start("otherBlocks"),
  citations: start("citations"),
  results: start("results"),
  embeddings: start("embeddings"),
  headers: start("headers"),
  members: start("members"),
});
export type RunLists = v.InferOutput<typeof runLists>;

const itemsOf = <L extends ListName>(list: L) =>
  v.object({
    type: v.literal("items"),
    runId: v.string(),
    list: v.literal(list),
    from: v.number(),
    items: v.array(items[list]),
  });

/** The answer to `needItems`. */
export const listItems = v.variant("list", [
  itemsOf("images"),
  itemsOf("omittedImages"),
  itemsOf("toolCalls"),
  itemsOf("otherBlocks"),
  itemsOf("citations"),
  itemsOf("results"),
  itemsOf("embeddings"),
  itemsOf("headers"),
  itemsOf("members"),
]);
export type ListItems = v.InferOutput<typeof listItems>;

/**
 * Where a long text is: in an item of a list, what the query with the number `index` found, or a text of which the run
 * has one (the error's message, the trace, the answer as JSON: index 0).
 */
export const textPlace = v.object({
  of: v.picklist([
    "toolCalls",
    "otherBlocks",
    "citations",
    "headers",
    "members",
    "error",
    "guardrail",
    "json",
    "found",
  ]),
  index: v.number(),
});
export type TextPlace = v.InferOutput<typeof textPlace>;
