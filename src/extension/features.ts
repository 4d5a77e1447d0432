import path from "node:path";
import type * as vscode from "vscode";
import { ActiveRequest } from "./activeRequest.ts";
import { commandTable } from "./commands.ts";
import { ApiKeys } from "./connection/apiKeys.ts";
import { Connections } from "./connection/connections.ts";
import { LocalSandbox } from "./connection/localSandbox.ts";
import type { ErrorBoundary } from "./errorBoundary.ts";
import { FormEditors } from "./form/formEditor.ts";
import { LiveGuardrails } from "./models/liveGuardrails.ts";
import { LiveModels } from "./models/liveModels.ts";
import { PinnedModels } from "./models/pinnedModels.ts";
import { RequestDiagnostics } from "./request/diagnostics.ts";
import { RequestDocuments } from "./request/requestDocuments.ts";
import { RecentModels } from "./request/recentModels.ts";
import { Sender } from "./request/send.ts";
import { ResponseViews } from "./response/responseView.ts";
import { Runs } from "./runs/runs.ts";
import { ShownRequest } from "./runs/shownRequest.ts";
import type { Services } from "./services.ts";
import { ConnectionStatus } from "./statusBar.ts";

/** What the registrations of activate() hand on to. */
export interface Features {
  readonly services: Services;
  readonly forms: FormEditors;
  readonly responses: ResponseViews;
  readonly commands: ReturnType<typeof commandTable>;
}

/** Makes the parts, joins them and has them let go with the extension. */
export function createFeatures(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  boundary: ErrorBoundary,
): Features {
  const sandbox = new LocalSandbox(boundary);
  const apiKeys = new ApiKeys(context.secrets, boundary);
  const connections = new Connections(context.workspaceState, sandbox, apiKeys, boundary);
  const documents = new RequestDocuments();
  const runs = new Runs(connections, log, boundary);
  const shown = new ShownRequest(runs, context.workspaceState, boundary);
  const recent = new RecentModels(context.globalState);
  const sender = new Sender(
    runs,
    documents,
    recent,
    { flush: (uri) => forms.flush(uri), reveal: (uri) => responses.reveal(uri) },
    boundary,
  );
  const { extensionUri } = context;
  const pinned = new PinnedModels(context.globalState);
  const models = new LiveModels(
    path.join(context.globalStorageUri.fsPath, "models"),
    log,
    boundary,
  );
  const guardrails = new LiveGuardrails(log);
  const services: Services = {
    extensionUri,
    log,
    boundary,
    connections,
    documents,
    runs,
    shown,
    recent,
    pinned,
    models,
    guardrails,
    sender,
  };
  const forms = new FormEditors(services);
  const responses = new ResponseViews(services, forms);
  const status = new ConnectionStatus(connections, boundary);
  const active = new ActiveRequest(services, status);
  const diagnostics = new RequestDiagnostics(documents, boundary);
  context.subscriptions.push(
    sandbox,
    apiKeys,
    connections,
    runs,
    shown,
    models,
    guardrails,
    responses,
    forms,
    status,
    active,
    diagnostics,
  );
  const table = commandTable(services, active, forms);
  return { services, forms, responses, commands: table };
}
