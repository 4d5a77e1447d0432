import { baseModelId } from "./family.ts";

/**
 * The id of the foundation model that an ARN or id names or tells: of a model, a cross-region profile, or a custom
 * model, whose ARN has its base model's id in the middle. Undefined where it hides it.
 */
export function foundationModelOf(arnOrId: string): string | undefined {
  const custom = /:custom-model\/([^/]+)(?:\/|$)/.exec(arnOrId)?.[1];
  if (custom !== undefined) return custom === "imported" ? undefined : custom;
  const base = baseModelId(arnOrId);
  return base === "" || base.startsWith("arn:") ? undefined : base;
}

/** The foundation models behind a list of ARNs, each once, in their order. */
export function foundationModelsOf(arns: readonly string[]): readonly string[] {
  return [...new Set(arns.flatMap((arn) => foundationModelOf(arn) ?? []))];
}
