import type { FormEdit } from "../../protocol/form.ts";

/** The edits that a form's page has reported and not sent yet: the page may close before it sends them. */
export class UnsentEdits {
  private edits: readonly FormEdit[] = [];

  get isEmpty(): boolean {
    return this.edits.length === 0;
  }

  /** Keeps what the page tells of in place of what it has told before. */
  keep(edits: readonly FormEdit[]): void {
    this.edits = edits;
  }

  /** Forgets all: the page sends, and tells of the rest again. */
  forget(): void {
    this.edits = [];
  }

  /** Returns what is kept, and keeps it no longer. */
  take(): readonly FormEdit[] {
    const { edits } = this;
    this.forget();
    return edits;
  }
}
