import { html, type TemplateResult } from "lit";
import { icon } from "../shared/icon.ts";

/** Renders what is shown where there is no run; `problem` says why, where there should be one. `invoke` is there where a request is shown. */
export function emptyPage(
  problem: string | undefined,
  openPlayground: () => void,
  invoke: (() => void) | undefined,
): TemplateResult {
  if (invoke)
    return html`<main class="empty">
      <p>No run yet</p>
      <vscode-button @click=${invoke}>Invoke</vscode-button>
    </main>`;
  return html`<main class="empty">
    ${
      problem === undefined
        ? html`<p>Responses appear here.</p>`
        : html`<p class="notice" role="alert">${icon("error")} ${problem}</p>`
    }
    <vscode-button @click=${openPlayground}>Open Playground</vscode-button>
  </main>`;
}
