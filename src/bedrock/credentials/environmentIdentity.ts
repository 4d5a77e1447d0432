import type { Environment } from "../aws/awsFiles.ts";

/** What the environment offers to sign with, and by which variables: their names alone, never their values. */
export interface EnvironmentIdentity {
  /** What comes first by the AWS CLI's order; `none` leaves it to the default profile and the instance. */
  readonly kind: "apiKey" | "keys" | "profile" | "webIdentity" | "container" | "none";
  readonly variables: readonly string[];
}

/** Returns what a run without a chosen profile would take from the environment. */
export function identityInEnvironment(env: Environment): EnvironmentIdentity {
  for (const [kind, groups] of offers) {
    const found = groups.find((names) => names.every((name) => env[name]));
    if (!found) continue;
    const others = ["AWS_SESSION_TOKEN"].filter((name) => kind === "keys" && env[name]);
    return { kind, variables: [...found, ...others] };
  }
  return { kind: "none", variables: [] };
}

const offers: readonly (readonly [EnvironmentIdentity["kind"], readonly (readonly string[])[]])[] =
  [
    ["apiKey", [["AWS_BEARER_TOKEN_BEDROCK"]]],
    ["keys", [["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]]],
    ["webIdentity", [["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"]]],
    ["profile", [["AWS_DEFAULT_PROFILE"], ["AWS_PROFILE"]]],
    [
      "container",
      [["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], ["AWS_CONTAINER_CREDENTIALS_FULL_URI"]],
    ],
  ];
