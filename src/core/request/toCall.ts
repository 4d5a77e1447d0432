import { isJsonObject, type JsonValue } from "../json/json.ts";
import { headerValues, memberOf, type HeaderMember } from "./members.ts";
import { metadataHeader } from "./metadataHeader.ts";
import { asksForStream } from "./operation.ts";
import { stringMember, type RequestDocument } from "./parse.ts";
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
  const streaming = options.streaming ?? asksForStream(document);
  return {
    operation: streaming ? "InvokeModelWithResponseStream" : "InvokeModel",
    modelId: stringMember(document, "modelId") ?? "",
    body: options.bodyFile ?? document.body?.bytes(options.variables),
    ...headerValues((name) => headerText(document, name)),
  };
}

/** A value of the wrong type is left out. */
function headerText(document: RequestDocument, name: HeaderMember): string | undefined {
  const value = document.members.get(name)?.value;
  if (memberOf(name)?.type === "texts")
    return isJsonObject(value) ? metadataHeader(value) : undefined;
  return stringMember(document, name);
}
