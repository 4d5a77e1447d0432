import * as vscode from "vscode";
import type { InvokeCall } from "../../core/request/types.ts";
import { stringMember } from "../../core/request/parse.ts";
import { toInvokeCall } from "../../core/request/toCall.ts";
import type { RequestDocuments } from "../request/requestDocuments.ts";
import { checkRequest } from "../request/requestFile.ts";
import type { Run } from "./run.ts";

/** Returns whether the request of the run, where it is open, would now send something else than the run sent. */
export async function isEdited(
  documents: RequestDocuments,
  { uri, outgoing }: Run,
): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find(
    (each) => each.uri.toString() === uri.toString(),
  );
  if (!document || !outgoing) return false;
  const { parsed, bodyFile } = await checkRequest(documents, document);
  const now = toInvokeCall(parsed, {
    streaming: outgoing.asked.streaming,
    bodyFile: bodyFile && "content" in bodyFile ? bodyFile.content : undefined,
  });
  return (
    stringMember(parsed, "region") !== outgoing.fileRegion || !sendsTheSame(now, outgoing.call)
  );
}

function sendsTheSame({ body: nowBody, ...now }: InvokeCall, sent: InvokeCall): boolean {
  const { body: sentBody, ...before } = sent;
  return (
    JSON.stringify(now) === JSON.stringify(before) &&
    Buffer.compare(nowBody ?? new Uint8Array(), sentBody ?? new Uint8Array()) === 0
  );
}
