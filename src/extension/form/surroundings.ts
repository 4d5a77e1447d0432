import * as vscode from "vscode";
import { stringMember, type RequestDocument } from "../../core/request/parse.ts";
import type { FormState } from "../../protocol/form.ts";
import type { ResolveResult } from "../connection/connections.ts";
import type { Services } from "../services.ts";
import type { FormSurroundings } from "./formState.ts";
import { offeredStarter } from "./starter.ts";

/** What the form shows around the request: connection, trust, run, recent and pinned models. */
export async function surroundings(
  document: vscode.TextDocument,
  parsed: RequestDocument,
  services: Services,
  connection: ResolveResult,
): Promise<FormSurroundings> {
  const run = services.runs.of(document.uri);
  const modelId = stringMember(parsed, "modelId") ?? "";
  const baseModel = connection.ok
    ? await services.models.baseModel(connection.resolved, modelId)
    : undefined;
  const starter = offeredStarter(parsed, baseModel);
  return {
    connection: connectionState(connection, stringMember(parsed, "region")),
    trusted: vscode.workspace.isTrusted,
    ...(run?.running && { running: { startedAt: run.startedAt } }),
    recentModels: [...services.recent.list()],
    pinnedModels: [...services.pinned.list()],
    ...(baseModel !== undefined && { baseModel }),
    ...(starter !== undefined && { starter }),
  };
}

function connectionState(
  result: ResolveResult,
  fileRegion: string | undefined,
): FormState["connection"] {
  if (result.ok) {
    const { connection, identity, regionSource, isSandbox, strangers, ...places } = result.resolved;
    return {
      identity,
      region: connection.region,
      regionSource,
      endpointHost: places.endpointHost,
      endpointSource: places.endpointSource,
      ...(places.controlPlaneHost !== undefined && { controlPlaneHost: places.controlPlaneHost }),
      isAws: places.isAws,
      isLocal: places.isLocal,
      isSandbox,
      strangers: [...strangers],
      verifyTls: connection.verifySsl,
    };
  }
  return {
    identity: result.identity,
    region: fileRegion ?? "",
    regionSource: "",
    endpointHost: "",
    endpointSource: "",
    isAws: true,
    isLocal: false,
    isSandbox: false,
    strangers: [],
    verifyTls: true,
    problem: result.error.message,
  };
}
