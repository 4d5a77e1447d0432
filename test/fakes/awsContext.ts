import { readAwsContext, type AwsContext } from "../../src/bedrock/engine.ts";
import type { Connection } from "../../src/bedrock/aws/connection.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads AWS's own settings for a connection; without credentials of its own it has the default ones. */
export function contextFor(
  { credentials = { kind: "default" } }: Partial<Pick<Connection, "credentials">>,
  env: Variables = process.env,
): Promise<AwsContext> {
  return readAwsContext({ credentials }, env);
}

/** Reads AWS's own settings for a profile that was picked; without one, for the default credentials. */
export function contextOfProfile(
  profile?: string,
  env: Variables = process.env,
): Promise<AwsContext> {
  return contextFor(
    profile === undefined ? {} : { credentials: { kind: "profile", profile } },
    env,
  );
}
