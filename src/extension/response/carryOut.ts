import * as vscode from "vscode";
import { jsonText } from "../../core/json/jsonText.ts";
import type { HostToResponse, ResponseToHost } from "../../protocol/response.ts";
import type { FormEditors } from "../form/formEditor.ts";
import type { Run } from "../runs/run.ts";
import type { Services } from "../services.ts";
import { answerQuery } from "./answerQuery.ts";
import { answerJson, copyError, layOut } from "./answerText.ts";
import { givePart } from "./giveParts.ts";
import { offeredActions, performAction } from "./remedies.ts";
import type { RunListReader } from "./runLists.ts";
import { saveImage, saveResponseBody } from "./saveBody.ts";

/** What the response page may ask of the run that it shows. */
export type OfRun = Exclude<Extract<ResponseToHost, { runId: string }>, { type: "moreAnswer" }>;

/** Carries out what the page asks of its run, and returns what to answer it, if anything. */
export async function carryOut(
  message: OfRun,
  run: Run,
  lists: RunListReader,
  services: Services,
  forms: FormEditors,
): Promise<HostToResponse | undefined> {
  const { clipboard } = vscode.env;
  const { state, id: runId } = run;
  const { decoded } = state;
  switch (message.type) {
    case "cancel":
      run.cancel();
      return undefined;
    case "sendAgain":
      await services.sender.sendAgain(run);
      return undefined;
    case "copy":
      await clipboard.writeText(copiedText(message.what, run));
      return undefined;
    case "saveBody":
      await saveResponseBody(run, services.boundary);
      return undefined;
    case "action":
      await performAction(offeredActions(run)[message.index], run, services, forms);
      return undefined;
    case "saveImage": {
      const image = decoded.images[message.index];
      if (image) await saveImage(run, image, message.index, services.boundary);
      return undefined;
    }
    case "copyEmbedding": {
      const values = decoded.embeddings[message.index]?.values ?? [];
      await clipboard.writeText(message.as === "json" ? jsonText(values) : values.join(","));
      return undefined;
    }
    case "query":
      return answerQuery(run, message, lists);
    case "takeText": {
      const found = lists.text(state, message.place);
      if (!found) return undefined;
      const text = found.json ? layOut(found.text) : found.text;
      if (message.to === "clipboard") await clipboard.writeText(text);
      else await openText(text, found.json ? "json" : "plaintext");
      return undefined;
    }
    case "openInEditor":
      await openText(copiedText(message.what, run), message.what === "json" ? "json" : "markdown");
      return undefined;
    default:
      return givePart(message, runId, state, lists);
  }
}

/** Shows where a link of a model's answer leads, and opens it when the user agrees. */
export async function openLink(href: string): Promise<void> {
  const uri = URL.canParse(href) ? new URL(href) : undefined;
  if (uri?.protocol !== "https:" && uri?.protocol !== "http:") return;
  const open = "Open";
  const choice = await vscode.window.showWarningMessage(
    `A model wrote this link. It leads to ${uri.host}.`,
    { modal: true, detail: uri.href },
    open,
  );
  if (choice === open) await vscode.env.openExternal(vscode.Uri.parse(uri.href, true));
}

function copiedText(what: "text" | "json" | "error", { state, remedy }: Run): string {
  if (what === "error") {
    const { explanation } = remedy ?? {};
    const why = typeof explanation === "object" ? `\n${explanation.text}` : "";
    return copyError(state.error, remedy?.remedy) + why;
  }
  return what === "json" ? answerJson(state) : state.decoded.text;
}

async function openText(content: string, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { preview: false });
}
