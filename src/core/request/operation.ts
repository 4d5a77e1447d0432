import { stringMember, type RequestDocument } from "./parse.ts";

/** True when the file names the streaming operation. */
export function asksForStream(document: RequestDocument): boolean {
  return stringMember(document, "operation") === "InvokeModelWithResponseStream";
}
