import type { RunError } from "../core/errors.ts";
import { listRemedy } from "../core/models/listRemedy.ts";
import type { AwsContext } from "./aws/context.ts";
import { chosenProfile, contextFailure, readAwsContext } from "./aws/context.ts";
import { authOptions } from "./client.ts";
import type { Connection } from "./connection.ts";
import { fileSecrets } from "./credentialFiles.ts";
import { credentialsFinding, namedProfile, signInOf } from "./credentialFinding.ts";
import type { MfaPrompt } from "./credentialRoles.ts";
import { forgetRole } from "./credentialRoles.ts";
import type { CredentialTime } from "./credentialTime.ts";
import { withinTime } from "./credentialTime.ts";
import { resolveIdentity } from "./credentials.ts";
import { controlPlaneEndpoint } from "./endpoint.ts";
import { createHandler } from "./handler.ts";
import { LocalFailure } from "./localFailure.ts";
import { attemptLimits } from "./maxAttempts.ts";
import { checkPlainFiles } from "./plainFile.ts";
import { environmentSecrets, safeData, secretsOf } from "./secrets.ts";
import { isCredentialsFailure } from "./serviceException.ts";
import { toRunError } from "./toRunError.ts";

type Configuration = Awaited<ReturnType<typeof configurationOf>>["configuration"];

/** What a client of the control plane is made of, and how its failures are told. */
interface ControlPlane {
  readonly configuration: Configuration;
  /** The typed error of what a call threw; secrets are taken out. */
  errorOf(thrown: unknown, call: string): RunError;
  /** What a call was answered with; secrets are taken out. */
  readonly safe: <T>(data: T) => T;
}

/** How long the way to the credentials may take, and who can be asked on it for an MFA code. */
interface OpenControlPlane {
  readonly signal: AbortSignal;
  readonly credentialsTimeoutMs: number;
  readonly mfaCode?: MfaPrompt | undefined;
}

type OpenedControlPlane =
  | { readonly ok: true; readonly controlPlane: ControlPlane }
  | { readonly ok: false; readonly error: RunError };

/**
 * Finds endpoint and credentials of the control plane by the rules of the runtime, read anew. Never rejects; nothing
 * is sent yet, but for what the credentials take.
 */
export async function openControlPlane(
  connection: Connection,
  { signal, credentialsTimeoutMs, mfaCode }: OpenControlPlane,
): Promise<OpenedControlPlane> {
  const context = await readAwsContext(chosenProfile(connection), process.env);
  const place = controlPlaneEndpoint(connection, context);
  if (!place.ok) return place;
  const secrets = [...environmentSecrets(process.env)];
  const { credentials } = connection;
  const tell = (thrown: unknown, call: string, finding?: string) =>
    errorOf(thrown, { call, connection, host: place.host, secrets, context, finding });
  try {
    if (credentials.kind === "none" && !place.isLoopback)
      throw new LocalFailure("SigningRequired", `${place.host} is not on this machine.`);
    const { configuration, identity } = await withinTime(
      (time) => configurationOf(connection, context, place.url, time, mfaCode),
      credentialsTimeoutMs,
      signal,
    );
    secrets.push(...secretsOf(identity));
    const errorOfCall = (thrown: unknown, call: string) => {
      const error = tell(thrown, call);
      // A role that was had with an MFA code is kept for all; refused, it is to be asked for anew.
      if (identity.kind === "keys" && refused.has(error.name)) forgetRole(identity.keys);
      return error;
    };
    const safe = <T>(data: T) => safeData(data, secrets);
    return { ok: true, controlPlane: { configuration, errorOf: errorOfCall, safe } };
  } catch (thrown) {
    const finding = isCredentialsFailure(thrown) ? credentialsFinding(context) : undefined;
    secrets.push(...fileSecrets(context));
    return { ok: false, error: tell(thrown, "", finding) };
  }
}

const refused = new Set([
  "ExpiredTokenException",
  "ExpiredToken",
  "UnrecognizedClientException",
  "InvalidClientTokenId",
]);

async function configurationOf(
  connection: Connection,
  context: AwsContext,
  endpoint: string,
  time: CredentialTime,
  mfaCode: MfaPrompt | undefined,
) {
  const isAside = connection.credentials.kind === "none" && connection.endpointUrl;
  const failure = isAside ? undefined : contextFailure(context, connection.credentials.kind);
  if (failure) throw failure;
  await checkPlainFiles(context.files.read.map(({ path }) => path));
  const maxAttempts = attemptLimits(connection, context).usual;
  const requestHandler = await createHandler(connection, context);
  const access = { handler: requestHandler, time, mfaCode };
  const identity = await resolveIdentity(connection, context, access).catch((error: unknown) => {
    // Also ends what is still under way for a sign-in that came too late.
    requestHandler.destroy();
    throw error;
  });
  const configuration = {
    region: connection.region,
    endpoint,
    // The host is settled by now; the SDK refuses an endpoint beside either of these.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler,
    maxAttempts,
    retryMode: "standard",
    ...authOptions(identity),
  };
  return { configuration, identity };
}

interface During {
  readonly call: string;
  readonly connection: Connection;
  readonly host: string;
  readonly secrets: readonly string[];
  readonly context: AwsContext;
  readonly finding: string | undefined;
}

function errorOf(
  thrown: unknown,
  { call, connection, host, secrets, context, finding }: During,
): RunError {
  const { credentials, region } = connection;
  const response = answerOf(thrown);
  const error = toRunError(thrown, {
    attempts: attemptsOf(thrown),
    operation: call,
    modelId: "",
    region,
    profile: namedProfile(credentials, context),
    endpointHost: host,
    head: response,
    received: new TextEncoder().encode(response?.text ?? ""),
    secrets,
    signIn: signInOf(context),
    finding,
  });
  return { ...error, ...listRemedy(error, call) };
}

/** The SDK hangs the answer onto its errors, on fields that are not listed. */
function answerOf(thrown: unknown) {
  const response = field(thrown, "$response");
  const status = field(response, "statusCode");
  if (typeof status !== "number") return undefined;
  const headers = Object.entries(field(response, "headers") ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  const text = field(thrown, "$responseBodyText");
  return {
    status,
    headers: Object.fromEntries(headers),
    text: typeof text === "string" ? text : "",
  };
}

function attemptsOf(thrown: unknown): number {
  const attempts = field(field(thrown, "$metadata"), "attempts");
  return typeof attempts === "number" ? attempts : 0;
}

function field(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}
