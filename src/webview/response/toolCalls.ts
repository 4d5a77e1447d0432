import { html, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";
import { icon } from "../shared/icon.ts";

/** Renders the calls of tools that the model asks for: each with its name, its id and its input. */
export function toolCallList(calls: RunView["toolCalls"]): TemplateResult[] {
  return calls.map(
    ({ name, id, input }) =>
      html`<section class="tool-call">
        <h2>
          ${icon("tools")} Tool call <code>${name}</code>
          <span class="quiet">${id}</span>
        </h2>
        <pre class="block">${input}</pre>
      </section>`,
  );
}
