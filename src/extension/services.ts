import type * as vscode from "vscode";
import type { Connections } from "./connection/connections.ts";
import type { RecentModels } from "./request/recentModels.ts";
import type { Sender } from "./request/send.ts";
import type { Runs } from "./runs/runs.ts";

/** What the features of the extension share; made once by activate(). */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly connections: Connections;
  readonly runs: Runs;
  readonly recent: RecentModels;
  readonly sender: Sender;
}
