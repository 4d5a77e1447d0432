import type * as vscode from "vscode";
import type { Connections } from "./connection/connections.ts";
import type { ErrorBoundary } from "./errorBoundary.ts";
import type { LiveGuardrails } from "./models/liveGuardrails.ts";
import type { LiveModels } from "./models/liveModels.ts";
import type { PinnedModels } from "./models/pinnedModels.ts";
import type { RequestDocuments } from "./request/requestDocuments.ts";
import type { RecentModels } from "./request/recentModels.ts";
import type { Sender } from "./request/send.ts";
import type { Runs } from "./runs/runs.ts";
import type { ShownRequest } from "./runs/shownRequest.ts";

/** What the features of the extension share; made once by activate(). */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly boundary: ErrorBoundary;
  readonly connections: Connections;
  readonly documents: RequestDocuments;
  readonly runs: Runs;
  readonly shown: ShownRequest;
  readonly recent: RecentModels;
  readonly pinned: PinnedModels;
  readonly models: LiveModels;
  readonly guardrails: LiveGuardrails;
  readonly sender: Sender;
}
