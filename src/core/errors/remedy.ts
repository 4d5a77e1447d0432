import type { RemedyAction } from "../errors.ts";
import type { JsonValue } from "../json.ts";
import { getOwn } from "../getOwn.ts";
import { localRemedies } from "./localRemedies.ts";
import { serviceRemedies } from "./serviceRemedies.ts";
import { remedyByStatus } from "./statusRemedy.ts";

/** What is known of a failure when its remedy is looked for. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly httpStatus?: number | undefined;
  /** True where the name is a server's: it is none of ours then, even where one of ours is called the same. */
  readonly fromService?: boolean | undefined;
  readonly members: Readonly<Record<string, JsonValue>>;
  readonly region?: string | undefined;
  readonly modelId?: string | undefined;
  readonly operation?: string | undefined;
  /** As it was sent. */
  readonly guardrailVersion?: string | undefined;
  readonly profile?: string | undefined;
  /** How the profile signs in, where it is one that does. */
  readonly signInBy?: "ssoLogin" | "awsLogin" | undefined;
  /** Whom the sign-in is for where it is another: the profile that a role's keys come from. */
  readonly signInProfile?: string | undefined;
  readonly endpointHost?: string | undefined;
  /** What was seen in the ~/.aws files when credentials failed, as a sentence. */
  readonly finding?: string | undefined;
}

export interface Remedy {
  readonly remedy: string;
  readonly actions: readonly RemedyAction[];
}

/** Returns what happened and what to do next, never empty, with the steps that can be buttons, none of them twice. */
export function remedyFor(failure: Failure): Remedy {
  // A message can be megabytes long; what it says stands at its beginning.
  const short = { ...failure, message: failure.message.slice(0, maxMessageLength) };
  const ofService = getOwn(serviceRemedies, failure.name);
  const find = ofService ?? (failure.fromService ? undefined : getOwn(localRemedies, failure.name));
  return find?.(short) ?? remedyByStatus(short);
}

/** How many characters of a message are looked at. */
const maxMessageLength = 16_384;

/** Whether the name has a remedy of its own, and is not only judged by its HTTP status. */
export function hasOwnRemedy(name: string): boolean {
  return Object.hasOwn(serviceRemedies, name) || Object.hasOwn(localRemedies, name);
}
