import type { RunError } from "../../core/errors.ts";
import { redactSecrets } from "../../core/secrets/redact.ts";
import { remedyFor } from "../../core/messages/remedy.ts";
import type { JsonValue } from "../../core/json/json.ts";

/** A failure that we find ourselves, before or beside the SDK. `name` is one of ours. */
export class LocalFailure extends Error {
  readonly members: Readonly<Record<string, JsonValue>>;

  constructor(name: string, message: string, members: Readonly<Record<string, JsonValue>> = {}) {
    super(message);
    this.name = name;
    this.members = members;
  }
}

/** Returns the typed error of a failure found before anything was sent. */
export function localFailure(
  name: string,
  message: string,
  members: Readonly<Record<string, JsonValue>> = {},
  known: { readonly profile?: string; readonly finding?: string | undefined } = {},
): RunError {
  const safe = redactSecrets(message);
  const remedy = remedyFor({ name, message: safe, members, ...known });
  return { name, message: safe, retryable: false, attempts: 0, members, ...remedy };
}
