import * as vscode from "vscode";
import { stringMember, type RequestDocument } from "../../core/request/parse.ts";
import type { FormState } from "../../protocol/form.ts";
import type { Services } from "../services.ts";
import type { FormSurroundings } from "./formState.ts";
import { offeredStarter } from "./starter.ts";

/** What the form shows around the request: connection, trust, run, recent models. */
export async function surroundings(
  document: vscode.TextDocument,
  parsed: RequestDocument,
  services: Services,
): Promise<FormSurroundings> {
  const run = services.runs.of(document.uri);
  const starter = offeredStarter(parsed);
  return {
    connection: await connectionState(services, stringMember(parsed, "region")),
    trusted: vscode.workspace.isTrusted,
    ...(run?.running && { running: { startedAt: run.startedAt } }),
    recentModels: [...services.recent.list()],
    ...(starter !== undefined && { starter }),
  };
}

async function connectionState(
  { connections }: Services,
  fileRegion: string | undefined,
): Promise<FormState["connection"]> {
  const result = await connections.resolve(fileRegion);
  if (result.ok) {
    const { identity, connection, regionSource, endpointHost, isAws, isLocal } = result.resolved;
    const { region } = connection;
    return { identity, region, regionSource, endpointHost, isAws, isLocal };
  }
  return {
    identity: result.identity,
    region: fileRegion ?? "",
    regionSource: result.error.message,
    endpointHost: "",
    isAws: true,
    isLocal: false,
  };
}
