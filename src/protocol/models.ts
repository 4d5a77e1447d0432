import * as v from "valibot";
import { liveModelKinds, modelLists } from "../core/models/liveModels.ts";

/** One thing to invoke, as `LiveModel` of the core. */
const liveModelSchema = v.object({
  kind: v.picklist(liveModelKinds),
  modelId: v.string(),
  name: v.string(),
  provider: v.optional(v.string()),
  inputModalities: v.array(v.string()),
  outputModalities: v.array(v.string()),
  streaming: v.optional(v.boolean()),
  inferenceTypes: v.array(v.string()),
  status: v.optional(v.string()),
  legacyTime: v.optional(v.string()),
  endOfLifeTime: v.optional(v.string()),
  baseModelIds: v.array(v.string()),
});

const listFacts = {
  list: v.picklist(modelLists),
  /** When the list was last had, in ms since 1970; absent: never. */
  at: v.optional(v.number()),
  /** Why the last asking for it failed. */
  error: v.optional(v.object({ name: v.string(), message: v.string() })),
};

/** One list as it is kept. */
export const keptListSchema = v.object({ ...listFacts, models: v.array(liveModelSchema) });
export type KeptList = v.InferOutput<typeof keptListSchema>;

/** What the form knows of the models that the connection can reach. */
export const modelsViewSchema = v.object({
  region: v.string(),
  lists: v.array(v.object(listFacts)),
  models: v.array(liveModelSchema),
  /** Present while the lists are being asked for: how many have answered, of how many. */
  loading: v.optional(v.object({ done: v.number(), of: v.number() })),
});
export type ModelsView = v.InferOutput<typeof modelsViewSchema>;

/** What the form knows of the connection's guardrails. */
export const guardrailsViewSchema = v.object({
  guardrails: v.array(
    v.object({
      id: v.string(),
      arn: v.string(),
      name: v.string(),
      status: v.string(),
      versions: v.array(v.string()),
    }),
  ),
  loading: v.boolean(),
  /** Why they could not be listed, in a few words. */
  error: v.optional(v.string()),
});
export type GuardrailsView = v.InferOutput<typeof guardrailsViewSchema>;
