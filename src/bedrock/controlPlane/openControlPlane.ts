import type { AwsFinding } from "../../core/diagnosis/ownFailures.ts";
import type { RunError } from "../../core/errors.ts";
import { diagnoseList } from "../../core/diagnosis/diagnoseList.ts";
import { explain } from "../../core/messages/remedy.ts";
import type { AwsContext } from "../aws/context.ts";
import { readAwsContext } from "../aws/context.ts";
import type { Connection } from "../aws/connection.ts";
import { fileSecrets } from "../credentials/files.ts";
import { credentialsFinding, namedProfile } from "../aws/finding.ts";
import { signInOf } from "../aws/profiles.ts";
import type { MfaPrompt } from "../credentials/roles.ts";
import { forgetRole } from "../credentials/roles.ts";
import { controlPlaneEndpoint } from "../aws/endpoint.ts";
import { environmentSecrets, safeData, secretsOf } from "../credentials/secrets.ts";
import { isCredentialsFailure } from "../failures/serviceException.ts";
import type { OpenedClient } from "../transport/openClient.ts";
import { openClient } from "../transport/openClient.ts";
import { toRunError } from "../transport/toRunError.ts";

type Configuration = OpenedClient["configuration"] & { readonly retryMode: "standard" };

/** What a client of the control plane is made of, and how its failures are reported. */
export interface ControlPlane {
  readonly configuration: Configuration;
  /** The typed error of what a call threw; secrets are taken out. */
  readonly errorOf: (thrown: unknown, call: string) => RunError;
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
  const context = await readAwsContext(connection, process.env);
  const place = controlPlaneEndpoint(connection, context);
  if (!place.ok) return place;
  const secrets = [...environmentSecrets(process.env)];
  const tell = (thrown: unknown, call: string, finding?: AwsFinding) =>
    errorOf(thrown, { call, connection, host: place.host, secrets, context, finding });
  try {
    const how = { timeoutMs: credentialsTimeoutMs, signal, mfaCode, keepsIdentity: false };
    const { configuration, identity } = await openClient(connection, place, context, how);
    secrets.push(...secretsOf(identity));
    const errorOfCall = (thrown: unknown, call: string) => {
      const error = tell(thrown, call);
      // A role that was had with an MFA code is kept for all; refused, it is to be asked for anew.
      if (identity.kind === "keys" && refused.has(error.name)) forgetRole(identity.keys);
      return error;
    };
    const safe = <T>(data: T) => safeData(data, secrets);
    return {
      ok: true,
      controlPlane: {
        configuration: { ...configuration, retryMode: "standard" },
        errorOf: errorOfCall,
        safe,
      },
    };
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

interface During {
  readonly call: string;
  readonly connection: Connection;
  readonly host: string;
  readonly secrets: readonly string[];
  readonly context: AwsContext;
  readonly finding: AwsFinding | undefined;
}

function errorOf(
  thrown: unknown,
  { call, connection, host, secrets, context, finding }: During,
): RunError {
  const { region } = connection;
  const response = answerOf(thrown);
  const error = toRunError(thrown, {
    attempts: attemptsOf(thrown),
    operation: call,
    modelId: "",
    region,
    profile: namedProfile(context),
    endpointHost: host,
    head: response,
    received: new TextEncoder().encode(response?.text ?? ""),
    secrets,
    signIn: signInOf(context),
    finding,
  });
  const ofList = diagnoseList(error, call);
  return ofList ? { ...error, ...explain(ofList) } : error;
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
