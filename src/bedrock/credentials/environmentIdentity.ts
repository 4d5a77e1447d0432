import type { AwsContext } from "../aws/context.ts";

/** What the environment offers to sign with, and by which variables: their names alone, never their values. */
export interface EnvironmentIdentity {
  /** What comes first by the AWS CLI's order; `none` leaves it to the default profile and the instance. */
  readonly kind: "apiKey" | "keys" | "profile" | "webIdentity" | "container" | "none";
  readonly variables: readonly string[];
}

/** Returns what a run without a chosen profile would take from the environment. */
export function identityInEnvironment({ variables, profile }: AwsContext): EnvironmentIdentity {
  const isSet = (name: string) => variables[name] !== undefined;
  const { source } = profile;
  for (const [kind, groups] of offers) {
    const found =
      kind === "profile"
        ? source !== "default" && source !== "chosen" && [source]
        : groups.find((names) => names.every(isSet));
    if (!found) continue;
    const others = tokens.filter((name) => kind === "keys" && isSet(name));
    return { kind, variables: [...found, ...others] };
  }
  return { kind: "none", variables: [] };
}

const tokens = ["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"];

const offers: readonly (readonly [EnvironmentIdentity["kind"], readonly (readonly string[])[]])[] =
  [
    ["apiKey", [["AWS_BEARER_TOKEN_BEDROCK"]]],
    ["keys", [["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]]],
    ["webIdentity", [["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"]]],
    ["profile", []],
    [
      "container",
      [["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], ["AWS_CONTAINER_CREDENTIALS_FULL_URI"]],
    ],
  ];
