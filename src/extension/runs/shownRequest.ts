import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import type { Run } from "./run.ts";
import type { Runs } from "./runs.ts";

const pinKey = "response.pinned";

/**
 * The request that the response belongs to: the one that was active last, or one that the user has pinned. Its last run
 * is the one to show; a run of another request never takes that place.
 */
export class ShownRequest implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  private active: vscode.Uri | undefined;
  private pinnedUri: vscode.Uri | undefined;
  private shown: Run | undefined;
  private readonly showing = this.subscriptions.add(new vscode.EventEmitter<Run | undefined>());
  /** Fires when another request, another run of it, or no run is the one to show. */
  readonly onDidShow = this.showing.event;

  /** `memory` keeps the pin while the window is reloaded. */
  constructor(
    private readonly runs: Runs,
    private readonly memory: vscode.Memento,
    private readonly boundary: ErrorBoundary,
  ) {
    const pinned = memory.get<string>(pinKey);
    if (pinned !== undefined) this.pinnedUri = vscode.Uri.parse(pinned);
    this.subscriptions.add(boundary.on(runs.onDidChange, "Showing a run", () => this.update()));
  }

  /** The request; undefined while none has been active in this window. */
  get uri(): vscode.Uri | undefined {
    return this.pinnedUri ?? this.active;
  }

  /** As the source of a view: the view belongs to this request. */
  get request(): this {
    return this;
  }

  /** The request's last run. */
  get current(): Run | undefined {
    return this.shown;
  }

  get pinned(): boolean {
    return this.pinnedUri !== undefined;
  }

  isShown(uri: vscode.Uri): boolean {
    return this.uri?.toString() === uri.toString();
  }

  /** The request has become the active one. */
  activate(uri: vscode.Uri): void {
    if (this.active?.toString() === uri.toString()) return;
    this.active = uri;
    if (!this.pinned) this.show();
  }

  /** The request has another document now. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    const moved = (uri: vscode.Uri | undefined) => (uri?.toString() === from.toString() ? to : uri);
    this.active = moved(this.active);
    this.pinnedUri = moved(this.pinnedUri);
    this.rememberPin();
    this.show();
  }

  /** Stays with the request that is shown while others become active, or follows the active one again. */
  pin(on: boolean): void {
    // Where none has been active since a reload, the one that was pinned stays.
    this.active ??= this.pinnedUri;
    this.pinnedUri = on ? this.uri : undefined;
    this.rememberPin();
    this.show();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private rememberPin(): void {
    this.boundary.background("Remembering the pin", () =>
      this.memory.update(pinKey, this.pinnedUri?.toString()),
    );
  }

  private update(): void {
    if (this.lastRun !== this.shown) this.show();
  }

  private get lastRun(): Run | undefined {
    return this.uri && this.runs.lastSent(this.uri);
  }

  private show(): void {
    this.shown = this.lastRun;
    this.showing.fire(this.shown);
  }
}
