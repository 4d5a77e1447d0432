import { isJsonObject, type JsonValue } from "../json.ts";
import { metadataHeader } from "./metadataHeader.ts";
import { asksForStream } from "./operation.ts";
import { stringMember, type RequestDocument } from "./parse.ts";
import { resolvedBody } from "./requestVariables.ts";
import type { InvokeCall } from "./types.ts";

export interface CallOptions {
  /** Goes before the file's operation. */
  readonly streaming?: boolean | undefined;
  /** The bytes of the file named by bodyFile; sent as they are. */
  readonly bodyFile?: Uint8Array | undefined;
  /** Go before the file's variables of the same names. */
  readonly variables?: Readonly<Record<string, JsonValue>> | undefined;
}

/**
 * The call that a request file asks for. The body is its own source text, with variables put in
 * where the file declares any; members that are absent, or not a text, are left out.
 */
export function toInvokeCall(document: RequestDocument, options: CallOptions = {}): InvokeCall {
  const member = (key: string) => stringMember(document, key);
  const metadata = document.members.get("requestMetadata")?.value;
  const streaming = options.streaming ?? asksForStream(document);
  return {
    operation: streaming ? "InvokeModelWithResponseStream" : "InvokeModel",
    modelId: member("modelId") ?? "",
    body: options.bodyFile ?? inlineBody(document, options),
    contentType: member("contentType") ?? "application/json",
    accept: member("accept") ?? "application/json",
    guardrailIdentifier: member("guardrailIdentifier"),
    guardrailVersion: member("guardrailVersion"),
    trace: member("trace"),
    performanceConfigLatency: member("performanceConfigLatency"),
    serviceTier: member("serviceTier"),
    requestMetadata: isJsonObject(metadata) ? metadataHeader(metadata) : undefined,
  };
}

function inlineBody(document: RequestDocument, options: CallOptions): Uint8Array | undefined {
  const text = resolvedBody(document, options.variables);
  return text === undefined ? undefined : new TextEncoder().encode(text);
}
