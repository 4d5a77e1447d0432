import * as vscode from "vscode";
import { readRunRecord } from "../../core/run/readRecord.ts";
import { eventsOfRecord } from "../../core/run/replay.ts";
import { thrownMessage } from "../../core/thrownMessage.ts";
import { Disposables } from "../disposables.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import { Run } from "./run.ts";

/** The run of a run file, read again whenever the file changes. */
export class SavedRun implements vscode.Disposable {
  private run: Run | undefined;
  private reason: string | undefined;
  private isReading = true;
  private readonly shown = new vscode.EventEmitter<Run | undefined>();
  private readonly watcher: vscode.FileSystemWatcher;
  private reads = 0;
  private readonly subscriptions = new Disposables();
  readonly onDidShow = this.shown.event;

  constructor(
    private readonly uri: vscode.Uri,
    boundary: ErrorBoundary,
  ) {
    // Any file of the folder: a name may hold what a pattern would take for more than a name.
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), "*");
    this.watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = async (file: vscode.Uri) => {
      if (file.toString() === uri.toString()) await this.readAgain();
    };
    for (const event of [this.watcher.onDidChange, this.watcher.onDidCreate])
      this.subscriptions.add(boundary.on(event, "Reading a run file again", changed));
  }

  get current(): Run | undefined {
    return this.run;
  }

  get problem(): string | undefined {
    return this.reason;
  }

  /** True until the file has been read for the first time. */
  get reading(): boolean {
    return this.isReading;
  }

  /** Reads the file and shows its run; what is wrong with the file is the `problem`. */
  async open(): Promise<void> {
    await this.readAgain();
  }

  dispose(): void {
    this.reads += 1;
    this.subscriptions.dispose();
    this.watcher.dispose();
    this.shown.dispose();
    this.run?.dispose();
  }

  private async readAgain(): Promise<void> {
    if (await this.read()) this.shown.fire(this.run);
  }

  /** Returns false where the file has changed again meanwhile, or the view was closed: what was read is dropped. */
  private async read(): Promise<boolean> {
    this.reads += 1;
    const own = this.reads;
    const file = await bytesOf(this.uri);
    // The file has changed again meanwhile: that reading will tell.
    if (own !== this.reads) return false;
    const read = "bytes" in file ? readRunRecord(file.bytes) : undefined;
    // Messages of the page and of others are handled between two steps of a large file.
    await new Promise(setImmediate);
    if (own !== this.reads) return false;
    this.isReading = false;
    this.run?.dispose();
    this.run = undefined;
    this.reason = "bytes" in file ? undefined : file.problem;
    if (!read) return true;
    if (!read.ok) {
      this.reason = read.problem.message;
      return true;
    }
    const { record } = read;
    this.run = new Run(this.uri, savedWhen(record.savedAt));
    this.run.replay(eventsOfRecord(record));
    return true;
  }
}

async function bytesOf(uri: vscode.Uri): Promise<{ bytes: Uint8Array } | { problem: string }> {
  try {
    return { bytes: await vscode.workspace.fs.readFile(uri) };
  } catch (error) {
    const reason = thrownMessage(error);
    return { problem: `This run file cannot be read: ${reason}` };
  }
}

function savedWhen(savedAt: string): string {
  const date = new Date(savedAt);
  return Number.isNaN(date.getTime()) ? "saved run" : `saved ${date.toLocaleString()}`;
}
