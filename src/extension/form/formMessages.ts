import * as v from "valibot";
import type * as vscode from "vscode";
import { formToHost, type FormToHost, type HostToForm } from "../../protocol/form.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import { Flushes } from "./flushes.ts";
import { UnsentEdits } from "./unsentEdits.ts";

/** What is carried out, one message after the other. */
export type FormMessage = Exclude<FormToHost, { type: "flushed" | "unsent" }>;

/** What a form's page says: handed on in its order, together with the edits that the page could not send any more. */
export class FormMessages implements vscode.Disposable {
  private queue: Promise<void> = Promise.resolve();
  private readonly unsent = new UnsentEdits();
  private readonly flushes: Flushes;

  constructor(
    private readonly boundary: ErrorBoundary,
    private readonly log: vscode.LogOutputChannel,
    post: (message: HostToForm) => void,
    private readonly handle: (message: FormMessage) => Promise<void>,
  ) {
    this.flushes = new Flushes((id) => post({ type: "flush", id }), boundary);
  }

  receive(message: unknown): void {
    const parsed = v.safeParse(formToHost, message);
    if (parsed.success) this.take(parsed.output);
    else this.log.warn("The form sent an unknown message; it was ignored.");
  }

  /** Whether the page has told of edits and not sent them. */
  get hasUnsent(): boolean {
    return !this.unsent.isEmpty;
  }

  /** Returns when all that was typed into the page is in the document; a page that is not seen is not asked. */
  async flush(isVisible: boolean): Promise<void> {
    if (isVisible) await this.flushes.ask();
    else this.makeUnsentEdits();
    await this.queue;
  }

  /** Makes the edits that the page has told of and not sent. Call it only when the page is gone: it would send them too. */
  makeUnsentEdits(): void {
    for (const edit of this.unsent.take()) this.enqueue(edit);
  }

  dispose(): void {
    this.flushes.dispose();
  }

  private take(message: FormToHost): void {
    switch (message.type) {
      case "flushed":
        this.queue = this.queue.then(() => this.flushes.answered(message.id));
        return;
      case "unsent":
        return this.unsent.keep(message.edits);
      case "set":
      case "setMetadata":
      case "editBody":
        this.unsent.forget();
        break;
      case "ready":
        // Those of the page before this one, which was reloaded.
        this.makeUnsentEdits();
        break;
      default:
    }
    this.enqueue(message);
  }

  private enqueue(message: FormMessage): void {
    this.queue = this.queue.then(() =>
      this.boundary.forUser("This action of the form", () => this.handle(message)),
    );
  }
}
