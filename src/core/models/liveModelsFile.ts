import * as v from "valibot";
import type { LiveModelsPart } from "./liveModels.ts";
import { modelLists } from "./liveModels.ts";

/** The lists of one connection and region as they are kept for the next time. */
export interface LiveModelsFile {
  /** ISO 8601. */
  readonly savedAt: string;
  /** What the lists hold for: the connection and region, in words of the caller. */
  readonly key: string;
  readonly parts: readonly LiveModelsPart[];
}

/** Rises when what stands in the file changes its meaning; a file of another version is no cache. */
const version = 1;

/** The file's text. */
export function liveModelsText(file: LiveModelsFile): string {
  return JSON.stringify({ version, ...file });
}

/**
 * Reads a file's text. Undefined for one that is broken, of another version, or kept for another key: then there is no
 * cache, and nothing to complain of.
 */
export function readLiveModels(text: string, key: string): LiveModelsFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = v.safeParse(fileSchema, value);
  if (!result.success || result.output.key !== key) return undefined;
  const { savedAt, parts } = result.output;
  return { savedAt, key, parts };
}

const texts = v.array(v.string());

const modelSchema = v.object({
  kind: v.picklist([
    "foundationModel",
    "inferenceProfile",
    "applicationInferenceProfile",
    "customModel",
    "customModelDeployment",
    "provisionedThroughput",
    "importedModel",
    "promptRouter",
    "marketplaceEndpoint",
  ]),
  modelId: v.pipe(v.string(), v.nonEmpty()),
  name: v.string(),
  provider: v.optional(v.string()),
  inputModalities: texts,
  outputModalities: texts,
  streaming: v.optional(v.boolean()),
  inferenceTypes: texts,
  status: v.optional(v.string()),
  legacyTime: v.optional(v.string()),
  endOfLifeTime: v.optional(v.string()),
  baseModelIds: texts,
});

const fileSchema = v.object({
  version: v.literal(version),
  savedAt: v.pipe(v.string(), v.isoTimestamp()),
  key: v.string(),
  parts: v.array(
    v.object({
      list: v.picklist(modelLists),
      models: v.array(modelSchema),
      error: v.optional(v.object({ name: v.string(), message: v.string() })),
    }),
  ),
});
