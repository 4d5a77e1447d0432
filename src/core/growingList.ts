/**
 * A list that another one continues. Appending costs what is appended, and no list ever shows what was appended after
 * it: the items are shared, and a list that has been continued already is copied before it is continued again.
 */
export class GrowingList<T> implements Iterable<T> {
  readonly length: number;
  #copy: readonly T[] | undefined;

  constructor(
    private readonly items: T[] = [],
    length = items.length,
  ) {
    this.length = length;
  }

  /** The list with more items at its end; the same list where there are none. */
  append(more: readonly T[]): GrowingList<T> {
    if (more.length === 0) return this;
    const own = this.items.length === this.length;
    const items = own ? this.items : this.items.slice(0, this.length);
    for (const item of more) items.push(item);
    return new GrowingList(items);
  }

  /** The item at the index, undefined where there is none; negative indexes count from the end. */
  at(index: number): T | undefined {
    const place = index < 0 ? this.length + index : index;
    return place < this.length ? this.items[place] : undefined;
  }

  /** The items from one index to another, as an array's `slice` gives them. */
  slice(from = 0, to = this.length): T[] {
    const [start, end] = [from, to].map((at) => (at < 0 ? this.length + at : at));
    return this.items.slice(Math.max(0, start ?? 0), Math.min(this.length, Math.max(0, end ?? 0)));
  }

  /** The items as an array, copied once and only where somebody asks. */
  toArray(): readonly T[] {
    this.#copy ??= this.items.slice(0, this.length);
    return this.#copy;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let at = 0; at < this.length; at++) yield this.items[at] as T;
  }
}
