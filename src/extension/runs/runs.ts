import * as vscode from "vscode";
import type { RunError } from "../../core/errors.ts";
import type { InvokeCall } from "../../core/request/types.ts";
import type { Connections, ResolveResult } from "../connection/connections.ts";
import { askForMfaCode } from "../connection/mfaCode.ts";
import { Run } from "./run.ts";

/** The runs of this window: the last of each request, and the one that is shown. */
export class Runs implements vscode.Disposable {
  private readonly byDocument = new Map<string, Run>();
  private shown: Run | undefined;
  private readonly showing = new vscode.EventEmitter<Run>();
  private readonly changed = new vscode.EventEmitter<Run>();
  /** Fires when another run becomes the one to show. */
  readonly onDidShow = this.showing.event;
  /** Fires when a run starts or ends. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly connections: Connections,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The run that the response view shows. */
  get current(): Run | undefined {
    return this.shown;
  }

  /** The last run of the document. */
  of(uri: vscode.Uri): Run | undefined {
    return this.byDocument.get(uri.toString());
  }

  /** Sends the call and returns when the run has ended. A run of the same document still going is stopped. */
  async start(uri: vscode.Uri, call: InvokeCall, fileRegion: string | undefined): Promise<Run> {
    const result = await this.connections.resolve(fileRegion);
    // Not before: of two that are started at once, the one resolved last stops the other.
    this.of(uri)?.dispose();
    const run = new Run(
      uri,
      result.ok ? result.resolved.identity : result.identity,
      result.ok ? result.resolved : undefined,
      fileRegion,
    );
    this.byDocument.set(uri.toString(), run);
    this.show(run);
    this.changed.fire(run);
    if (result.ok) {
      const engine = await import("../../bedrock/engine.ts");
      this.log.debug(
        `${call.operation} ${call.modelId} as ${run.identity} at ${result.resolved.endpointHost}`,
      );
      await engine.invoke(call, result.resolved.connection, {
        signal: run.signal,
        onEvent: (event) => run.take(event),
        mfaCode: askForMfaCode,
      });
    } else {
      failBeforeSending(run, call, result);
    }
    logRun(this.log, run);
    this.changed.fire(run);
    return run;
  }

  /** Makes the document's last run, if it has one, the one that is shown. */
  showRunOf(uri: vscode.Uri): void {
    const run = this.of(uri);
    if (run && run !== this.shown) this.show(run);
  }

  dispose(): void {
    for (const run of this.byDocument.values()) run.dispose();
    this.showing.dispose();
    this.changed.dispose();
  }

  private show(run: Run): void {
    this.shown = run;
    this.showing.fire(run);
  }
}

function failBeforeSending(
  run: Run,
  call: InvokeCall,
  result: ResolveResult & { ok: false },
): void {
  const startedAt = new Date(run.startedAt).toISOString();
  const connection = { region: "", endpointHost: "" };
  run.take({ type: "started", atMs: 0, startedAt, call, connection });
  run.take({ type: "failed", atMs: Date.now() - run.startedAt, error: result.error });
}

/** One line a run; what was sent and answered stands at trace level alone. */
function logRun(log: vscode.LogOutputChannel, run: Run): void {
  const { call, connection, metrics, status, response, error } = run.state;
  const facts = [
    `${call?.operation ?? ""} ${call?.modelId ?? ""}`,
    `${run.identity} · ${connection?.region || "no region"}`,
    status,
    metrics.wallMs === undefined ? "" : `${Math.round(metrics.wallMs)} ms`,
    `${metrics.attempts} attempt${metrics.attempts === 1 ? "" : "s"}`,
    `request id ${response?.requestId ?? error?.requestId ?? "none"}`,
  ];
  const line = facts.filter(Boolean).join(", ");
  if (error) log.error(`${line}: ${errorLine(error)}`);
  else log.info(line);
  if (log.logLevel !== vscode.LogLevel.Trace) return;
  const text = new TextDecoder();
  log.trace(`request body: ${text.decode(call?.body ?? new Uint8Array())}`);
  log.trace(`response text: ${run.state.decoded.text}`);
}

function errorLine(error: RunError): string {
  return `${error.name}${error.httpStatus ? ` (${error.httpStatus})` : ""}: ${error.message}`;
}
