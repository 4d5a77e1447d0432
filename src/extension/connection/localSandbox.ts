import type * as vscode from "vscode";

/** The sandbox inside this extension host: started when it is first asked for, ended with the host. */
export class LocalSandbox implements vscode.Disposable {
  private started: Promise<{ readonly url: string; close(): Promise<void> }> | undefined;

  /** The sandbox's URL on this machine; starts it on a free port the first time. */
  async url(): Promise<string> {
    this.started ??= import("../../sandbox/server.ts").then(({ startSandbox }) => startSandbox({}));
    return (await this.started).url;
  }

  dispose(): void {
    void this.started?.then((sandbox) => sandbox.close());
  }
}
