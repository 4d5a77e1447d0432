import {
  fromEnv,
  fromIni,
  fromNodeProviderChain,
  fromTokenFile,
} from "@aws-sdk/credential-providers";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsContext } from "../aws/context.ts";
import { contextFailure } from "../aws/context.ts";
import { withSdkFiles } from "../aws/sdkFiles.ts";
import { withCredentialProcesses } from "./process.ts";
import { filesOfCredentials } from "./files.ts";
import { checkPlainFiles } from "../aws/plainFile.ts";
import type { Connection } from "../aws/connection.ts";
import { credentialEndpoints } from "./handler.ts";
import { credentialFailure, withoutQuotedFile } from "./failure.ts";
import { CredentialHandler } from "./handler.ts";
import type { MfaPrompt } from "./roles.ts";
import { roleAssumers } from "./roles.ts";
import type { Deadline } from "../failures/deadline.ts";
import type { AwsCredentials, Identity } from "./identity.ts";
import { checkSsoSessions } from "./ssoSessions.ts";
import { failureOf } from "../failures/localFailure.ts";
import { namesCredentials, profileKind } from "../aws/profiles.ts";

/** What the way to credentials needs besides: how to reach STS and the sign-in services, how long, and whom to ask. */
export interface Access {
  /** Carries the calls, for its proxy and CA bundle. */
  readonly handler: NodeHttpHandler;
  readonly time: Deadline;
  /** Undefined where nobody can be asked. */
  readonly mfaCode?: MfaPrompt | undefined;
}

/**
 * Returns the identity the user chose. A named profile never gives way to the environment; without one the order is the
 * AWS CLI's: AWS_BEARER_TOKEN_BEDROCK, the environment's keys (AWS_PROFILE or not), roles, web identity, the rest.
 * Rejects with the SDK's CredentialsProviderError, with what STS answered, or with a failure of ours.
 */
export async function resolveIdentity(
  { credentials, region }: Pick<Connection, "credentials" | "region">,
  context: AwsContext,
  access: Access,
): Promise<Identity> {
  const { kind } = credentials;
  if (kind === "none") return { kind };
  if (kind === "apiKey") return bearer(credentials.apiKey, "The API key");
  const failure = contextFailure(context);
  if (failure) throw failure;
  const token = context.variables["AWS_BEARER_TOKEN_BEDROCK"];
  if (kind === "default" && token) return bearer(token, "AWS_BEARER_TOKEN_BEDROCK");
  return { kind: "keys", keys: await resolveKeys(region, context, access) };
}

async function resolveKeys(
  region: string,
  context: AwsContext,
  { handler, time, mfaCode }: Access,
): Promise<AwsCredentials> {
  const { name: profile, section } = context.profile;
  const endpoints = credentialEndpoints(context);
  const requestHandler = new CredentialHandler(handler, endpoints, time.signal);
  // The endpoints are settled by now. No region here: it would take the place of sso_region.
  const clientConfig = { requestHandler, profile, ignoreConfiguredEndpointUrls: true };
  const sts = {
    ...clientConfig,
    region: section?.["region"] || region,
    ...(endpoints.sts ? { endpoint: endpoints.sts.href } : {}),
  };
  const [config, credentials] = context.files.read;
  const init = {
    ignoreCache: true,
    filepath: credentials.path,
    configFilepath: config.path,
    clientConfig,
    ...roleAssumers(sts, time, mfaCode),
    // Asked for only when the role is not kept: the assumer does it.
    mfaCodeProvider: () => Promise.resolve(""),
    logger: silent,
  };
  const provide = () => providedKeys(context, init);
  try {
    await checkPlainFiles(filesOfCredentials(context));
    const work = () => withCredentialProcesses(context, time.signal, provide);
    return checkedKeys(await withSdkFiles(context, work));
  } catch (error) {
    throw credentialFailure(error, requestHandler.last);
  }
}

async function providedKeys(
  context: AwsContext,
  init: NonNullable<Parameters<typeof fromIni>[0]>,
): Promise<AwsCredentials> {
  const { variables, profile } = context;
  const { name, source, section } = profile;
  if (source === "chosen") {
    checkSsoSessions(context);
    return fromIni({ ...init, profile: name })();
  }
  if (variables["AWS_ACCESS_KEY_ID"]) {
    if (!variables["AWS_SECRET_ACCESS_KEY"])
      throw failureOf("EnvironmentKeysIncomplete", {
        set: "AWS_ACCESS_KEY_ID",
        missing: "AWS_SECRET_ACCESS_KEY",
      });
    const keys = await fromEnv(init)();
    const token = variables["AWS_SECURITY_TOKEN"];
    // The older name, which the AWS CLI looks for first.
    return token === undefined ? keys : { ...keys, sessionToken: token };
  }
  const isWeb = variables["AWS_WEB_IDENTITY_TOKEN_FILE"] && variables["AWS_ROLE_ARN"];
  if (isWeb && profileKind(section ?? {}) !== "role") return fromTokenFile(init)();
  checkSsoSessions(context);
  // The SDK's chain would go on to a container or an instance where the profile fails, and sign as somebody else.
  if (namesCredentials(section ?? {})) return fromIni({ ...init, profile: name })();
  return fromNodeProviderChain({ ...init, profile: name })().catch((error: unknown) => {
    throw ofContainer(error, variables);
  });
}

/** The SDK hands on what it was given: a number from a container's or a sign-in's JSON fails where nobody expects it. */
function checkedKeys(keys: AwsCredentials): AwsCredentials {
  for (const member of ["accessKeyId", "secretAccessKey", "sessionToken"] as const) {
    const problem = problemOf(keys[member], member);
    if (problem) throw failureOf("CredentialsInvalid", { member, problem });
  }
  return keys;
}

function problemOf(value: unknown, member: keyof AwsCredentials) {
  if (member === "sessionToken" && (value === undefined || value === "")) return undefined;
  if (typeof value !== "string") return "notString";
  if (value.trim() === "") return "empty";
  // The secret key is in no header.
  return member === "secretAccessKey" || /^[\x21-\x7e]+$/.test(value) ? undefined : "character";
}

/**
 * The end of the SDK's chain says that nobody had credentials, not that a container was asked for them. A file that it
 * cannot read is the container's token: no profile is read by the chain.
 */
function ofContainer(error: unknown, env: AwsContext["variables"]): unknown {
  const uri =
    env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] ?? env["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
  if (uri === undefined || !(error instanceof Error)) return error;
  const isOfChain = /any providers|not valid JSON/.test(error.message) || "syscall" in error;
  if (!isOfChain) return error;
  return failureOf("ContainerCredentialsFailed", { words: withoutQuotedFile(error.message) });
}

/** Checked here: Node's error about a character that no header can carry does not say where it is. */
function bearer(text: string, source: string): Identity {
  const token = text.trim();
  if (/^[\x21-\x7e]+$/.test(token)) return { kind: "bearer", token };
  throw failureOf("ApiKeyInvalid", { source, problem: token === "" ? "empty" : "character" });
}

/** Keeps the SDK's warnings off the console, where they could meet a face's output. */
const silent = {
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};
