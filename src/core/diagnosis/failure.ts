import type { JsonValue } from "../json/json.ts";
import type { AwsFinding, OwnFailure } from "./ownFailures.ts";

/** What is known of a failure when its cause is looked for. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly httpStatus?: number | undefined;
  /** True where a server gave the name: it is none of ours then, even if one of ours is spelled the same. */
  readonly fromService?: boolean | undefined;
  readonly members: Readonly<Record<string, JsonValue>>;
  /** For a failure of ours, its name and facts. */
  readonly own?: OwnFailure | undefined;
  readonly region?: string | undefined;
  readonly modelId?: string | undefined;
  readonly operation?: string | undefined;
  /** As it was sent. */
  readonly guardrailVersion?: string | undefined;
  readonly profile?: string | undefined;
  /** How the profile signs in, if it does. */
  readonly signInBy?: SignInKind | undefined;
  /** The profile to sign in to, when it differs from `profile`: a role's keys come from its source profile. */
  readonly signInProfile?: string | undefined;
  readonly endpointHost?: string | undefined;
  /** What was seen in AWS's own settings when credentials failed. */
  readonly finding?: AwsFinding | undefined;
}

/** `ssoLogin` is `aws sso login`, `awsLogin` is `aws login`. */
export type SignInKind = "ssoLogin" | "awsLogin";
