import path from "node:path";
import * as vscode from "vscode";
import { ActiveRequest } from "./activeRequest.ts";
import { commandTable } from "./commands.ts";
import { ApiKeys } from "./connection/apiKeys.ts";
import { Connections } from "./connection/connections.ts";
import { LocalSandbox } from "./connection/localSandbox.ts";
import { FormEditors } from "./form/formEditor.ts";
import { LiveGuardrails } from "./models/liveGuardrails.ts";
import { LiveModels } from "./models/liveModels.ts";
import { PinnedModels } from "./models/pinnedModels.ts";
import { RequestDiagnostics } from "./request/diagnostics.ts";
import { RecentModels } from "./request/recentModels.ts";
import { Sender } from "./request/send.ts";
import { ResponseViews } from "./response/responseView.ts";
import { Runs } from "./runs/runs.ts";
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
export function createFeatures(context: vscode.ExtensionContext): Features {
  const log = vscode.window.createOutputChannel("Bedrock Invoke", { log: true });
  const sandbox = new LocalSandbox();
  const apiKeys = new ApiKeys(context.secrets);
  const connections = new Connections(context.workspaceState, sandbox, apiKeys);
  const runs = new Runs(connections, log);
  const recent = new RecentModels(context.globalState);
  const sender = new Sender(runs, recent, () => responses.reveal());
  const { extensionUri } = context;
  const pinned = new PinnedModels(context.globalState);
  const models = new LiveModels(path.join(context.globalStorageUri.fsPath, "models"), log);
  const guardrails = new LiveGuardrails(log);
  const services: Services = {
    extensionUri,
    log,
    connections,
    runs,
    recent,
    pinned,
    models,
    guardrails,
    sender,
  };
  const forms = new FormEditors(services);
  const responses = new ResponseViews(services, forms);
  const status = new ConnectionStatus(connections);
  const active = new ActiveRequest(services, status);
  const diagnostics = new RequestDiagnostics();
  context.subscriptions.push(
    log,
    sandbox,
    apiKeys,
    connections,
    runs,
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
