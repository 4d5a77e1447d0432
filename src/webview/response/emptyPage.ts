import { html, type TemplateResult } from "lit";
import { icon } from "../shared/icon.ts";

/** Renders what stands where there has been no run; `problem` says why, where there should be one. */
export function emptyPage(problem: string | undefined, openPlayground: () => void): TemplateResult {
  return html`<main class="empty">
    ${
      problem === undefined
        ? html`<p>The answer of a request appears here.</p>`
        : html`<p class="notice" role="alert">${icon("error")} ${problem}</p>`
    }
    <vscode-button @click=${openPlayground}>Open Playground</vscode-button>
  </main>`;
}
