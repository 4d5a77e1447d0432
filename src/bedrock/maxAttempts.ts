import type { Environment } from "./awsFiles.ts";
import { profileSection, readAwsFiles } from "./awsFiles.ts";
import type { Connection } from "./connection.ts";
import { LocalFailure } from "./localFailure.ts";

/** How often a request is sent at most where nobody says otherwise, as in every SDK of AWS. */
export const defaultMaxAttempts = 3;

/** How often a request is sent at most. */
export interface AttemptLimits {
  readonly usual: number;
  /** While the model is being loaded (ModelNotReadyException). */
  readonly notReady: number;
}

/**
 * Returns the limits: what was chosen, for every failure alike; else the usual 3, but 6 for a model that is not ready:
 * the service's documentation promises five retries
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html). Rejects with
 * MaxAttemptsInvalid.
 */
export async function resolveAttemptLimits(
  connection: Pick<Connection, "maxAttempts" | "credentials">,
  env: Environment,
): Promise<AttemptLimits> {
  const chosen = await chosenMaxAttempts(connection, env);
  if (chosen !== undefined) return { usual: chosen, notReady: chosen };
  return { usual: defaultMaxAttempts, notReady: 6 };
}

/** Returns how often a request is sent at most after the usual failures. Rejects with MaxAttemptsInvalid. */
export async function resolveMaxAttempts(
  connection: Pick<Connection, "maxAttempts" | "credentials">,
  env: Environment,
): Promise<number> {
  return (await resolveAttemptLimits(connection, env)).usual;
}

/**
 * What was chosen, else AWS_MAX_ATTEMPTS, else the profile's max_attempts
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html). The SDK itself would look into
 * AWS_PROFILE's section even when another profile is picked.
 */
async function chosenMaxAttempts(
  { maxAttempts, credentials }: Pick<Connection, "maxAttempts" | "credentials">,
  env: Environment,
): Promise<number | undefined> {
  if (maxAttempts !== undefined) return maxAttempts;
  const ofEnvironment = env["AWS_MAX_ATTEMPTS"]?.trim();
  if (ofEnvironment) return checked(ofEnvironment, "AWS_MAX_ATTEMPTS");
  const name =
    credentials.kind === "profile" ? credentials.profile : env["AWS_PROFILE"] || "default";
  const ofProfile = profileSection(await readAwsFiles(env), name)?.["max_attempts"]?.trim();
  return ofProfile ? checked(ofProfile, `max_attempts of the profile ${name}`) : undefined;
}

function checked(text: string, source: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  const message = `${source} is "${text}", which is no whole number from 1.`;
  throw new LocalFailure("MaxAttemptsInvalid", message);
}
