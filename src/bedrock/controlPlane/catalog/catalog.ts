// The entry of the bundle that asks the control plane: the lists of models and guardrails, and why a model is denied.
export type { Answered, AskOptions } from "./ask.ts";
export { modelAvailability } from "./availability.ts";
export { guardrailMessages, listGuardrails } from "./guardrails.ts";
export type { ListedModels } from "./listModels.ts";
export { listModels } from "./listModels.ts";
export { resolveModel } from "./resolveModel.ts";
