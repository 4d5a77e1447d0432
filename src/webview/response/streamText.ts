const blockLength = 8192;

/**
 * Text that grows at its end. It stands in blocks of about 8,000 characters, cut at line ends, so that a chunk makes the
 * browser lay out one block and not the whole answer. Text nodes alone: a model's words are never read as markup.
 */
export class StreamText {
  readonly #parent: HTMLElement;
  #last: Text | undefined;
  #shown = "";

  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  /** Shows `text`: what is already there is kept and what follows it is added; another text replaces it. */
  show(text: string): void {
    if (text.length < this.#shown.length || !text.startsWith(this.#shown)) this.#clear();
    this.append(text.slice(this.#shown.length));
  }

  append(text: string): void {
    this.#shown += text;
    let rest = text;
    while (rest !== "") {
      const room = blockLength - (this.#last?.length ?? blockLength);
      const cut = room > rest.length ? -1 : rest.indexOf("\n", Math.max(0, room));
      if (cut < 0) {
        this.#lastBlock().appendData(rest);
        return;
      }
      // The line end becomes the end of the block, which copies as one.
      this.#lastBlock().appendData(rest.slice(0, cut));
      this.#last = this.#newBlock();
      rest = rest.slice(cut + 1);
    }
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

  #clear(): void {
    this.#parent.replaceChildren();
    this.#last = undefined;
    this.#shown = "";
  }
}
