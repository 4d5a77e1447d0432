import type { ErrorBoundary } from "../errorBoundary.ts";

/** How long a page may take to hand over what it has not sent yet, in ms. */
const flushTimeoutMs = 1000;

/** Asks a page for what it has not sent yet, and knows when that has come. */
export class Flushes {
  private readonly pending = new Map<number, () => void>();
  private last = 0;

  constructor(
    private readonly post: (id: number) => void,
    private readonly boundary: ErrorBoundary,
  ) {}

  /** Returns when the page has answered, or has had its time. */
  ask(): Promise<void> {
    const id = ++this.last;
    return new Promise((resolve) => {
      const timeout = this.boundary.after(flushTimeoutMs, "Waiting for a form", () =>
        this.answered(id),
      );
      this.pending.set(id, () => {
        clearTimeout(timeout);
        this.pending.delete(id);
        resolve();
      });
      this.post(id);
    });
  }

  /** The page has sent all that it had when it was asked under this number. */
  answered(id: number): void {
    this.pending.get(id)?.();
  }

  /** Lets go of whoever still waits. */
  dispose(): void {
    for (const done of this.pending.values()) done();
  }
}
