import { html, type TemplateResult } from "lit";

/** Renders a codicon that says nothing to a screen reader; `slot` places it in a button. */
export function icon(name: string, slot = ""): TemplateResult {
  return html`<span class="codicon codicon-${name}" slot=${slot} aria-hidden="true"></span>`;
}
