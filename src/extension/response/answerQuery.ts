import { jsonText } from "../../core/json/jsonText.ts";
import { compileQuery } from "../../core/run/query.ts";
import { writeRunRecord } from "../../core/run/record.ts";
import { thrownMessage } from "../../core/thrownMessage.ts";
import type { HostToResponse, ResponseToHost } from "../../protocol/response.ts";
import type { Run } from "../runs/run.ts";
import { answerSource } from "./answerText.ts";
import { firstOfText } from "./longTexts.ts";
import type { RunListReader } from "./runLists.ts";

type AskedQuery = Extract<ResponseToHost, { type: "query" }>;

/**
 * Returns what the expression finds in the JSON that the view shows: the answer, or the run record, which is what the
 * command line's `--query` takes. An expression that is wrong, or an answer that is not JSON, comes back as failed with the reason.
 * `lists` keeps what was found: it crosses in parts.
 */
export function answerQuery(
  { id: runId, state }: Pick<Run, "id" | "state">,
  { id, over, expression }: AskedQuery,
  lists: RunListReader,
): HostToResponse {
  try {
    const query = compileQuery(expression);
    const savedAt = new Date().toISOString();
    const json =
      over === "record" ? writeRunRecord(state, { savedAt, redact: false }) : answerSource(state);
    if (over === "answer" && !isJson(json)) throw new Error("The answer is not JSON.");
    const found = lists.keepFound(id, jsonText(query.find(json) ?? null));
    return { type: "queried", runId, id, text: firstOfText(found.text, found.json), failed: false };
  } catch (error) {
    const reason = thrownMessage(error);
    return { type: "queried", runId, id, text: firstOfText(reason), failed: true };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
