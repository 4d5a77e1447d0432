import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";

/** What a failure is about where only its message tells more. */
export type Subject = "access" | "credentials" | "validation";

/** Returns the cause of a failure, or the subject whose words tell it. */
export type Find = (failure: Failure) => Diagnosis | Subject;
