const blockLength = 8192;
/** A line longer than this, in characters, is cut: the browser would lay out all of it to show a part. */
const longestLine = 65_536;

/** A place in the page for text that grows at its end. */
export interface GrowingText {
  /** Shows `text`: what is already there is kept and what follows it is added; another text replaces it. */
  readonly show: (text: string) => void;
  readonly append: (text: string) => void;
  readonly clear: () => void;
}

/**
 * Text that grows at its end. It stands in blocks of about 8,000 characters, cut at line ends, so that a chunk makes the
 * browser lay out one block and not the whole answer. Text nodes alone: a model's words are never read as markup.
 */
export class StreamText implements GrowingText {
  readonly #parent: HTMLElement;
  #last: Text | undefined;
  #shown = "";

  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  show(text: string): void {
    if (text.length < this.#shown.length || !text.startsWith(this.#shown)) this.clear();
    this.append(text.slice(this.#shown.length));
  }

  append(text: string): void {
    this.#shown += text;
    let at = 0;
    while (at < text.length) {
      const length = this.#last?.length ?? 0;
      const from = at + Math.max(0, blockLength - length);
      const lineEnd = from > text.length ? -1 : text.indexOf("\n", from);
      const limit = at + longestLine - Math.min(length, longestLine - 1);
      if (lineEnd < 0 && text.length <= limit) {
        this.#lastBlock().appendData(text.slice(at));
        return;
      }
      const cutsLine = lineEnd < 0 || lineEnd > limit;
      const end = cutsLine ? wholeCharacters(text, limit) : lineEnd;
      // The line end becomes the end of the block, which copies as one.
      this.#lastBlock().appendData(text.slice(at, end));
      this.#last = this.#newBlock();
      at = cutsLine ? end : end + 1;
    }
  }

  clear(): void {
    this.#parent.replaceChildren();
    this.#last = undefined;
    this.#shown = "";
  }

  #lastBlock(): Text {
    this.#last ??= this.#newBlock();
    return this.#last;
  }

  #newBlock(): Text {
    const block = document.createElement("div");
    const text = document.createTextNode("");
    block.append(text);
    this.#parent.append(block);
    return text;
  }
}

/** Returns `at`, or one less where it would part a character's two halves. */
function wholeCharacters(text: string, at: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;
}
