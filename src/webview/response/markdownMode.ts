import type { RunView } from "../../protocol/response.ts";
import { fitsMarkdown, longestMarkdown, looksLikeMarkdown } from "./markdown.ts";

/** A growing text is looked at again when it has grown by so many characters, and by a tenth. */
const lookAgainAfter = 200;

/** Whether an answer's text is laid out as Markdown: as the reader chose, else where it looks like Markdown. */
export class MarkdownMode {
  /** The reader's choice, for every run. */
  choice: boolean | undefined;
  #runId = "";
  #length = -1;
  #looks = false;
  #fits = true;

  of(run: RunView): boolean {
    this.#look(run);
    return this.#fits && (this.choice ?? this.#looks);
  }

  fits(run: RunView): boolean {
    this.#look(run);
    return this.#fits;
  }

  /** Looks at the text when there is more of it: once it looks like Markdown, it stays so. */
  #look({ runId, text, textLength, status }: RunView): void {
    const grown = text.length - this.#length;
    const known = runId === this.#runId && (grown === 0 || (status === "running" && grown > 0));
    if (
      known &&
      grown < Math.max(lookAgainAfter, this.#length / 10) &&
      textLength <= longestMarkdown
    )
      return;
    if (!known) this.#looks = false;
    this.#runId = runId;
    this.#length = text.length;
    this.#fits = textLength <= longestMarkdown && fitsMarkdown(text);
    this.#looks ||= this.#fits && looksLikeMarkdown(text);
  }
}
