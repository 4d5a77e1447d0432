import type { BedrockRuntimeClientConfig } from "@aws-sdk/client-bedrock-runtime";
import type { Connection } from "../aws/connection.ts";
import type { AwsContext } from "../aws/context.ts";
import { contextFailure } from "../aws/context.ts";
import type { EffectiveEndpoint } from "../aws/endpoint.ts";
import type { AttemptLimits } from "../aws/maxAttempts.ts";
import { attemptLimits } from "../aws/maxAttempts.ts";
import { checkPlainFiles } from "../aws/plainFile.ts";
import type { Identity } from "../credentials/identity.ts";
import { resolveIdentity } from "../credentials/resolveIdentity.ts";
import type { MfaPrompt } from "../credentials/roles.ts";
import { withDeadline } from "../failures/deadline.ts";
import { failureOf } from "../failures/localFailure.ts";
import type { Agents } from "./agents.ts";
import { sharedAgents } from "./agents.ts";
import { Handler } from "./handler.ts";
import { keptIdentity } from "./keptIdentity.ts";

/** An endpoint that was found. */
export type FoundEndpoint = Extract<EffectiveEndpoint, { ok: true }>;

/** How long the way to the credentials may take, and who can be asked on it. */
export interface OpenOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly mfaCode: MfaPrompt | undefined;
  /** Whether the identity of the last run may serve, and this one the next run. */
  readonly keepsIdentity: boolean;
}

/** What a client of either plane is made of. */
export interface OpenedClient {
  readonly identity: Identity;
  readonly agents: Agents;
  readonly limits: AttemptLimits;
  readonly configuration: ReturnType<typeof configurationOf>;
}

/**
 * Finds all that a client of the runtime or of the control plane is made of; nothing is sent to either yet. Rejects with
 * what is wrong with AWS's own settings, the CA bundle or the credentials.
 */
export async function openClient(
  connection: Connection,
  place: FoundEndpoint,
  context: AwsContext,
  options: OpenOptions,
): Promise<OpenedClient> {
  const { kind } = connection.credentials;
  if (kind === "none" && !place.isLoopback)
    throw failureOf("SigningRequired", { host: place.host });
  // What is chosen and not signed needs none of AWS's settings.
  const failure = kind === "none" && connection.endpointUrl ? undefined : contextFailure(context);
  if (failure) throw failure;
  const limits = attemptLimits(connection, context);
  const agents = await sharedAgents(connection, context);
  const handler = new Handler(agents, connection);
  const resolve = () => resolveInTime(connection, context, handler, options);
  const identity = options.keepsIdentity
    ? await keptIdentity(connection, context, resolve)
    : await resolve();
  const configuration = configurationOf(connection, place, identity, handler, limits);
  return { identity, agents, limits, configuration };
}

async function resolveInTime(
  connection: Connection,
  context: AwsContext,
  handler: Handler,
  { timeoutMs, signal, mfaCode }: OpenOptions,
): Promise<Identity> {
  const timedOut = () => failureOf("CredentialsTimeout", { timeoutMs });
  // The SDK reads them too, where nobody could end it.
  await checkPlainFiles(context.files.read.map(({ path }) => path));
  return withDeadline({ signal, timeoutMs, timedOut }, (time) =>
    resolveIdentity(connection, context, { handler, time, mfaCode }),
  );
}

function configurationOf(
  { region }: Connection,
  { url }: FoundEndpoint,
  identity: Identity,
  requestHandler: Handler,
  { usual }: AttemptLimits,
) {
  return {
    region,
    endpoint: url,
    // The host is settled by now; the SDK refuses an endpoint beside either of these.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler,
    maxAttempts: usual,
    ...authOptions(identity),
  };
}

/** How a client of the SDK is to sign: as this identity, with nothing that the environment offers besides. */
function authOptions(identity: Identity): BedrockRuntimeClientConfig {
  if (identity.kind === "keys") {
    return { credentials: identity.keys, authSchemePreference: ["sigv4"] };
  }
  if (identity.kind === "bearer") {
    return { token: { token: identity.token }, authSchemePreference: ["httpBearerAuth"] };
  }
  return {
    credentials: { accessKeyId: "", secretAccessKey: "" },
    authSchemePreference: ["sigv4"],
    signer: { sign: (request) => Promise.resolve(request) },
  };
}
