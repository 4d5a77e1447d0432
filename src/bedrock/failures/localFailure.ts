import { diagnose } from "../../core/diagnosis/diagnose.ts";
import type { OwnFailure, OwnFailures } from "../../core/diagnosis/ownFailures.ts";
import type { RunError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json/json.ts";
import { describeOwnFailure } from "../../core/messages/ownFailureMessages.ts";
import { explain } from "../../core/messages/remedy.ts";
import { redactSecrets } from "../../core/secrets/redact.ts";

/** A failure that we find ourselves, before or beside the SDK. */
export class LocalFailure extends Error {
  readonly own: OwnFailure;
  /** What is shown beside the message. */
  readonly members: Readonly<Record<string, JsonValue>>;

  constructor(own: OwnFailure, members: Readonly<Record<string, JsonValue>> = {}) {
    super(describeOwnFailure(own));
    this.name = own.name;
    this.own = own;
    this.members = members;
  }
}

/** Returns a failure of ours by its name and facts; `members` are shown beside its message. */
export function failureOf<Name extends keyof OwnFailures>(
  name: Name,
  facts: OwnFailures[Name],
  members: Readonly<Record<string, JsonValue>> = {},
): LocalFailure {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- name and facts belong together by the parameters' types.
  return new LocalFailure({ name, facts } as OwnFailure, members);
}

/** Returns the typed error of a failure found before anything was sent. */
export function errorOfFailure({ name, message, members, own }: LocalFailure): RunError {
  const safe = redactSecrets(message);
  const diagnosis = diagnose({ name, message: safe, members, own });
  return { name, message: safe, retryable: false, attempts: 0, members, ...explain(diagnosis) };
}
