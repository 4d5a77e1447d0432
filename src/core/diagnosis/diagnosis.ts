import type { RemedyAction } from "./actions.ts";
import type { Reason } from "./reasons.ts";

/** Why something failed, and the steps that help, none of them twice. The words are in `core/messages`. */
export type Diagnosis = Reason & { readonly actions: readonly RemedyAction[] };
