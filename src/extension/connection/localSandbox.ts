import type * as vscode from "vscode";
import { lazily } from "../../core/lazily.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";

/** The sandbox inside this extension host: started when it is first asked for, ended with the host. */
export class LocalSandbox implements vscode.Disposable {
  private running: { readonly url: string; close(): Promise<void> } | undefined;
  private disposed = false;
  private readonly start = lazily(async () => {
    const { startSandbox } = await import("../../sandbox/server.ts");
    const sandbox = await startSandbox({});
    this.running = sandbox;
    if (this.disposed) this.dispose();
    return sandbox;
  });

  constructor(private readonly boundary: ErrorBoundary) {}

  /** The sandbox's URL on this machine; starts it on a free port the first time. Rejects where it cannot start; the next call tries again. */
  async url(): Promise<string> {
    return (await this.start()).url;
  }

  dispose(): void {
    this.disposed = true;
    const { running } = this;
    if (running) this.boundary.background("Ending the sandbox", () => running.close());
  }
}
