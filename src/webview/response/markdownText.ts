import type { GrowingText } from "../shared/streamText.ts";
import { renderMarkdown } from "./markdown.ts";

/** How long text that grows waits to be laid out again, in ms: eight times as long as that took last, within these bounds. */
const idleMs = 250;
const maxIdleMs = 2000;

/**
 * Markdown that grows at its end. Text that came since it was last laid out is shown below it as plain text,
 * so that nothing waits; blocks that stay the same stay the same nodes, and keep what is selected in them.
 */
export class MarkdownText implements GrowingText {
  readonly #parent: HTMLElement;
  readonly #blocks = document.createElement("div");
  readonly #tail = document.createTextNode("");
  #text = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastCostMs = 0;

  constructor(parent: HTMLElement) {
    this.#parent = parent;
    this.#blocks.className = "blocks";
  }

  show(text: string): void {
    if (text !== this.#text || this.#timer !== undefined || !this.#blocks.isConnected) {
      this.#text = text;
      this.#render();
    }
  }

  append(text: string): void {
    if (text === "") return;
    this.#text += text;
    this.#tail.appendData(text);
    const waitMs = Math.min(Math.max(idleMs, this.#lastCostMs * 8), maxIdleMs);
    this.#timer ??= setTimeout(() => this.#render(), waitMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#text = "";
    this.#tail.data = "";
    this.#blocks.replaceChildren();
    this.#parent.replaceChildren();
  }

  #render(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const startedAt = performance.now();
    const fragment = renderMarkdown(this.#text);
    this.#lastCostMs = performance.now() - startedAt;
    if (fragment) replaceChanged(this.#blocks, fragment);
    else this.#blocks.replaceChildren(asItIs(this.#text));
    this.#tail.data = "";
    if (this.#blocks.isConnected) return;
    this.#parent.replaceChildren(this.#blocks, asItIs(this.#tail));
  }
}

function asItIs(text: string | Text): HTMLElement {
  const element = document.createElement("div");
  element.className = "stream";
  element.append(text);
  return element;
}

/** Puts `fragment` in the place of the children of `parent` from the first that differs on. */
function replaceChanged(parent: HTMLElement, fragment: DocumentFragment): void {
  let kept = parent.firstChild;
  while (kept && fragment.firstChild && kept.isEqualNode(fragment.firstChild)) {
    fragment.firstChild.remove();
    kept = kept.nextSibling;
  }
  while (kept) {
    const next: ChildNode | null = kept.nextSibling;
    kept.remove();
    kept = next;
  }
  parent.append(fragment);
}
