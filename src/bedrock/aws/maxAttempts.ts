import type { AwsContext } from "./context.ts";
import { settingOf } from "./context.ts";
import type { Connection } from "./connection.ts";
import { failureOf } from "../failures/localFailure.ts";

/** The largest number of attempts where nothing else is set, as in every SDK of AWS. */
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
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html). Throws MaxAttemptsInvalid.
 */
export function attemptLimits(
  connection: Pick<Connection, "maxAttempts">,
  context: AwsContext,
): AttemptLimits {
  const chosen = chosenMaxAttempts(connection, context);
  if (chosen !== undefined) return { usual: chosen, notReady: chosen };
  const mode = settingOf(context, ["AWS_RETRY_MODE"], "retry_mode")?.value;
  return { usual: mode === "legacy" ? legacyMaxAttempts : defaultMaxAttempts, notReady: 6 };
}

/** The AWS CLI's own number for the retry mode `legacy`. */
const legacyMaxAttempts = 5;

/**
 * What was chosen, else AWS_MAX_ATTEMPTS, else the profile's max_attempts
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
function chosenMaxAttempts(
  { maxAttempts }: Pick<Connection, "maxAttempts">,
  context: AwsContext,
): number | undefined {
  if (maxAttempts !== undefined) return maxAttempts;
  const setting = settingOf(context, ["AWS_MAX_ATTEMPTS"], "max_attempts");
  if (!setting) return undefined;
  const { value, source } = setting;
  return checked(value, source.startsWith("profile ") ? `max_attempts of the ${source}` : source);
}

function checked(text: string, source: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw failureOf("MaxAttemptsInvalid", { value: text, source });
}
