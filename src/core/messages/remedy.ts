import { diagnose } from "../diagnosis/diagnose.ts";
import type { Diagnosis } from "../diagnosis/diagnosis.ts";
import type { Failure } from "../diagnosis/failure.ts";
import { reasonMessage } from "./messages.ts";

/** A diagnosis with its message. */
export type Remedy = Diagnosis & { readonly remedy: string };

/** Returns why something failed and what to do next, as a message that is never empty, with its steps. */
export function remedyFor(failure: Failure): Remedy {
  return explain(diagnose(failure));
}

/** Returns the diagnosis with its message. */
export function explain(diagnosis: Diagnosis): Remedy {
  return { ...diagnosis, remedy: reasonMessage(diagnosis) };
}
