import type { AwsFinding } from "../../core/diagnosis/ownFailures.ts";
import type { RunError } from "../../core/errors.ts";
import { createRedactor } from "../../core/secrets/redact.ts";
import { redactMembers } from "../../core/secrets/redactMembers.ts";
import type { Failure } from "../../core/diagnosis/failure.ts";
import { remedyFor } from "../../core/messages/remedy.ts";
import type { JsonValue } from "../../core/json/json.ts";
import { isJsonObject } from "../../core/json/json.ts";
import { jsonText } from "../../core/json/jsonText.ts";
import type { SignIn } from "../aws/profiles.ts";
import { errorMembersOf } from "./errorMembers.ts";
import { restoreNumbers } from "./exactMembers.ts";
import { LocalFailure } from "../failures/localFailure.ts";
import { networkFailureName } from "../failures/networkFailure.ts";
import { isServiceException } from "../failures/serviceException.ts";
import type { AnswerHead } from "./run.ts";
import { headMembers, textStart, unexpectedContent } from "./unexpectedContent.ts";

/** What is known of the run when something was thrown. */
export interface ThrownDuring {
  readonly attempts: number;
  readonly operation: string;
  readonly modelId: string;
  readonly guardrailVersion?: string | undefined;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpointHost: string;
  /** The answer's status and headers (names in lower case), if one had come. */
  readonly head: AnswerHead | undefined;
  /** What broke the answer's own connection, if it did. */
  readonly broken?: unknown;
  /** What had come of the answer's body, where it is collected. */
  readonly received: Uint8Array;
  /** Credentials that may be quoted in what was thrown. */
  readonly secrets: readonly string[];
  /** How the profile signs in, where it does. */
  readonly signIn?: SignIn | undefined;
  /** What was seen in the ~/.aws files when credentials failed. */
  readonly finding: AwsFinding | undefined;
}

type Named = Pick<Failure, "name" | "message" | "httpStatus" | "members" | "fromService" | "own">;

/** Returns the typed error of anything that was thrown on the way of an invocation; secrets are taken out. */
export function toRunError(thrown: unknown, during: ThrownDuring): RunError {
  const named = nameOf(thrown, during);
  const safe = createRedactor(during.secrets);
  const name = safe(named.name);
  const { httpStatus, fromService } = named;
  const { attempts, operation, modelId, region, profile, endpointHost, head, finding } = during;
  const failure: Failure = {
    name,
    message: safe(named.message),
    httpStatus,
    fromService,
    members: redactMembers(named.members, safe),
    own: named.own,
    operation,
    modelId,
    guardrailVersion: during.guardrailVersion,
    region,
    profile,
    endpointHost,
    signInBy: during.signIn?.by,
    signInProfile: during.signIn?.profile,
    finding,
  };
  const requestId = requestIdOf(thrown) ?? head?.headers["x-amzn-requestid"];
  return {
    name,
    httpStatus,
    message: failure.message,
    requestId: requestId === undefined ? undefined : safe(requestId),
    retryable: isRetryable(failure),
    attempts,
    members: failure.members,
    ...remedyFor(failure),
  };
}

/** The SDK's own status first; classified by status where the name says nothing (a proxy's page has none). */
function nameOf(thrown: unknown, during: ThrownDuring): Named {
  const error = asError(thrown);
  const errorName = nameText(error);
  const { head, received } = during;
  if (error instanceof LocalFailure) {
    const { name, message, members, own } = error;
    return { name, message, httpStatus: head?.status, members, own };
  }
  // Once a server has answered, the error that it sends may have any name: only the connection's own error is the network's.
  const network = !head || error === during.broken ? networkFailureName(error) : undefined;
  if (network) {
    const code = codeOf(error);
    return {
      name: network,
      message: text(error),
      httpStatus: undefined,
      members: { ...(code ? { code } : {}), ...proxyMember(error) },
    };
  }
  if (head && head.status >= 300) {
    const body = textStart(received);
    if (errorName === "SyntaxError" || (errorName === "Unknown" && !isJson(body))) {
      return nameOf(unexpectedContent(head, received), during);
    }
    const httpStatus = head.status;
    restoreNumbers(error, received);
    if (plainErrors.has(errorName)) {
      // The SDK's reader gave up on an error whose type is no text: its words are in the body still.
      const message = innerMessage(body.slice(0, 2000));
      return { name: "Unknown", message, httpStatus, members: headMembers(head) };
    }
    return {
      name: errorName,
      message: text(error),
      httpStatus,
      fromService: true,
      members: { ...errorMembersOf(error), ...headMembers(head) },
    };
  }
  if (head && plainErrors.has(errorName)) {
    return { name: "StreamBroken", message: text(error), httpStatus: undefined, members: {} };
  }
  return {
    name: errorName,
    message: head ? innerMessage(text(error)) : text(error),
    httpStatus: undefined,
    fromService: head !== undefined || isServiceException(error),
    members: errorMembersOf(error),
  };
}

function proxyMember(error: Error): Record<string, JsonValue> {
  return "proxyHost" in error && typeof error.proxyHost === "string"
    ? { proxyHost: error.proxyHost }
    : {};
}

/** Errors of the decoder, not of the service: those carry a name of their own. */
const plainErrors = new Set(["Error", "TypeError", "RangeError", "SyntaxError"]);

/** The SDK gives an exception it has no model for as the raw JSON of its frame. */
function innerMessage(message: string): string {
  try {
    const value: unknown = JSON.parse(message);
    const inner = isJsonObject(value) ? (value["message"] ?? value["Message"]) : undefined;
    return typeof inner === "string" ? inner : message;
  } catch {
    return message;
  }
}

/** The SDK's hint for developers on hidden fields is of no use to a reader. */
function text(error: Error): string {
  // The SDK copies what the service sent over the error: a message can be any JSON value.
  const message: unknown = error.message;
  const words = typeof message === "string" ? message : (jsonText(message) ?? "");
  return words.split("\n  Deserialization error: to see the raw response")[0] || nameText(error);
}

function nameText({ name }: { readonly name: unknown }): string {
  return typeof name === "string" && name !== "" ? name : "Unknown";
}

/** Anything can be thrown, also what has no text of its own. */
function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  try {
    return new Error(String(thrown));
  } catch {
    return new Error("Something without a text was thrown.");
  }
}

function isJson(body: string): boolean {
  return /^\s*[{[]/.test(body);
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

function requestIdOf(thrown: unknown): string | undefined {
  const metadata: unknown =
    thrown instanceof Error && "$metadata" in thrown ? thrown.$metadata : undefined;
  const id =
    typeof metadata === "object" && metadata !== null && "requestId" in metadata
      ? metadata.requestId
      : undefined;
  return typeof id === "string" ? id : undefined;
}

/** Whether sending the same again can help. Sending is left to the user where it may be billed again. */
function isRetryable({ name, httpStatus, fromService }: Failure): boolean {
  const names = fromService ? retryableExceptions : retryableFailures;
  return names.has(name) || (httpStatus !== undefined && (httpStatus === 429 || httpStatus >= 500));
}

const retryableExceptions = new Set([
  "ThrottlingException",
  "ModelNotReadyException",
  "ModelTimeoutException",
  "ModelErrorException",
  "ModelStreamErrorException",
  "InternalServerException",
  "ServiceUnavailableException",
  "MPAgreementBeingCreated",
  "ConflictException",
]);

const retryableFailures = new Set([
  "ProxyUnreachable",
  "DnsFailure",
  "ConnectionRefused",
  "ConnectionReset",
  "ConnectTimeout",
  "ReadTimeout",
  "NetworkUnreachable",
  "StreamBroken",
  "CredentialsTimeout",
]);
