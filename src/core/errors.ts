import type { RemedyAction } from "./diagnosis/actions.ts";
import type { ReasonName, Reasons } from "./diagnosis/reasons.ts";
import type { JsonValue } from "./json/json.ts";

/**
 * The typed error of a run. `name` is the service's exception name (or the SDK's, or one of ours
 * such as `ConnectionRefused`), `message` is the service's own words with secrets taken out.
 */
export interface RunError {
  readonly name: string;
  readonly httpStatus?: number | undefined;
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly retryable: boolean;
  /** How often the request was sent, 0 when it never left. */
  readonly attempts: number;
  /** What the exception carries besides: originalStatusCode, resourceName, originalMessage … */
  readonly members: Readonly<Record<string, JsonValue>>;
  /** Why it failed, and the facts of that; undefined for an error that was read from a run file. */
  readonly reason?: ReasonName | undefined;
  readonly params?: Reasons[ReasonName] | undefined;
  /** What to do next, as text; never empty. */
  readonly remedy: string;
  readonly actions: readonly RemedyAction[];
}
