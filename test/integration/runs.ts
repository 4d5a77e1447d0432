import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Run } from "../../src/extension/runs/run.ts";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";

/** Runs one of the extension's commands and resolves with what it returns, for a send when it has ended. */
export async function command(id: string, ...args: unknown[]): Promise<unknown> {
  return await vscode.commands.executeCommand(`bedrockInvoke.${id}`, ...args);
}

/** The document's last run; throws when it has none. */
export async function runOf(uri: vscode.Uri): Promise<Run> {
  const { services } = await loadedFeatures();
  const run = services.runs.of(uri);
  assert.ok(run, `nothing was sent for ${vscode.workspace.asRelativePath(uri)}`);
  return run;
}

/** Sends the active request and resolves with its run when that has ended. */
export async function invoke(uri: vscode.Uri, id = "invoke"): Promise<Run> {
  await command(id);
  const run = await runOf(uri);
  assert.equal(run.running, false);
  return run;
}

/** Sends the active request and resolves once its answer has begun to show text. */
export async function beginStream(
  uri: vscode.Uri,
): Promise<{ readonly run: Run; readonly ended: Promise<unknown> }> {
  const { services } = await loadedFeatures();
  const former = services.runs.of(uri);
  const ended = command("invokeStreaming");
  const run = await eventually("a run", [services.runs.onDidChange], () => {
    const found = services.runs.of(uri);
    return found === former ? undefined : found;
  });
  await eventually("the first text of a stream", [run.onDidChange], () =>
    whenTrue(run.state.decoded.text !== ""),
  );
  return { run, ended };
}
