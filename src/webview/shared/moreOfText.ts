import { html, nothing, type TemplateResult } from "lit";
import { formatCount } from "./format.ts";
import { icon } from "./icon.ts";

/** A text of which the beginning is shown, and the ways to the rest of it. */
export interface MoreOfText {
  /** What the text is: input of tool call 3. */
  readonly label: string;
  /** Characters that are shown, and that the whole text has. */
  readonly shown: number;
  readonly length: number;
  readonly showMore: () => void;
  readonly showAll: () => void;
  /** Takes the whole text elsewhere; undefined where it cannot be taken. */
  readonly take: ((to: "clipboard" | "editor") => void) | undefined;
}

/** Renders the line under the beginning of a long text; nothing where all of it is shown. */
export function moreOfText({
  label,
  shown,
  length,
  showMore,
  showAll,
  take,
}: MoreOfText): TemplateResult | typeof nothing {
  if (shown >= length) return nothing;
  return html`<p class="part-footer" role="group" aria-label="More of the ${label}">
    <span class="quiet">${formatCount(shown)} of ${formatCount(length)} characters</span>
    <button type="button" class="link" @click=${showMore}>Show more</button>
    <button type="button" class="link" @click=${showAll}>Show all</button>
    ${
      take
        ? html`<button type="button" class="link" @click=${() => take("editor")}>
              ${icon("go-to-file")} Open in editor
            </button>
            <button type="button" class="link" @click=${() => take("clipboard")}>
              ${icon("copy")} Copy all
            </button>`
        : nothing
    }
  </p>`;
}
