import { builtInModels } from "../models/catalog.ts";
import { modelIdHint } from "../models/modelId.ts";
import { problemMessages } from "../messages/problemMessages.ts";
import { setMember } from "./edit.ts";
import { stringMember, type RequestDocument } from "./parse.ts";
import type { Problem } from "./problem.ts";

/** A missing model id; an id outside the documented pattern; streaming asked of a model without it. */
export function modelProblems(document: RequestDocument, streaming: boolean): Problem[] {
  const member = document.members.get("modelId");
  const modelId = stringMember(document, "modelId");
  if (!member || modelId?.trim() === "")
    return [
      {
        code: "modelIdMissing",
        severity: "error",
        message: problemMessages.modelIdMissing({}),
        offset: member?.offset ?? document.root?.offset ?? 0,
        length: member?.length ?? 1,
        member: "modelId",
        absent: ["modelId"],
        sendAnyway: false,
      },
    ];
  if (modelId === undefined) return []; // of the wrong type: said elsewhere
  const at = { offset: member.offset, length: member.length, member: "modelId", sendAnyway: true };
  const unsendable = unsendableReason(modelId);
  if (unsendable)
    return [
      {
        ...at,
        code: "modelIdUnsendable",
        severity: "error",
        message: unsendable,
        sendAnyway: false,
      },
    ];
  const problems: Problem[] = [];
  const hint = modelIdHint(modelId);
  if (hint) problems.push({ ...at, code: "modelIdPattern", severity: "hint", message: hint });
  const streams = builtInModels.find((model) => model.modelId === modelId)?.streaming;
  if (streams === false && streaming)
    problems.push({
      ...at,
      code: "streamingUnsupported",
      severity: "warning",
      message: problemMessages.streamingUnsupported({ modelId }),
      fix: {
        title: "Turn streaming off",
        edits: () => setMember(document, "operation", undefined),
      },
    });
  return problems;
}

/** Why no URL path can hold the id, in a sentence. */
function unsendableReason(modelId: string): string | undefined {
  if (/\p{Surrogate}/u.test(modelId)) return problemMessages.modelIdSurrogate({});
  return modelId === "." || modelId === ".." ? problemMessages.modelIdPath({ modelId }) : undefined;
}
