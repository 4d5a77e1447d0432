import type { JsonValue } from "./json.ts";

/**
 * A step that a face of the product can offer as a button; `argument` is plain text for it: of `ssoLogin` and
 * `awsLogin` the profile (absent: none), of `openSettings` a setting's id, of `useModel` and `whyDenied` a model id, of
 * `setMember` "member=value" for the request file (both send it again), of `goToBody` a JSON pointer, of `openLink` a URL.
 */
export interface RemedyAction {
  readonly id:
    | "retry"
    | "switchProfile"
    | "switchRegion"
    | "ssoLogin"
    | "awsLogin"
    | "chooseModel"
    | "whyDenied"
    | "setMember"
    | "openSettings"
    | "showLog"
    | "useModel"
    | "goToBody"
    | "openLink";
  readonly title: string;
  readonly argument?: string;
}

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
  /** What to do next, as text; never empty. */
  readonly remedy: string;
  readonly actions: readonly RemedyAction[];
}
