import { html, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";

/** Renders content of kinds that have no place of their own: each folded, under the name that the service gives it. */
export function otherBlockList(blocks: RunView["otherBlocks"]): TemplateResult[] {
  return blocks.map(
    ({ type, content }) =>
      html`<details class="other-block">
        <summary>Other content <code>${type}</code></summary>
        <pre class="block">${content}</pre>
      </details>`,
  );
}
