/** Numbers snapshots in the order in which they are begun, and tells the late ones among those that are ready. */
export interface Sequence {
  /** Returns the number of a snapshot that is begun now. */
  readonly next: () => number;
  /** Returns whether a snapshot is newer than all those before it; a late one is not to be shown. */
  readonly isNewest: (number: number) => boolean;
}

/** Returns a sequence that begins with 1. A page takes in its host's numbers with one of its own. */
export function createSequence(): Sequence {
  let begun = 0;
  let newest = 0;
  return {
    next: () => ++begun,
    isNewest: (number) => {
      if (number <= newest) return false;
      newest = number;
      return true;
    },
  };
}
