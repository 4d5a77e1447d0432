import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../shared/icon.ts";
import type { ModelRow } from "../../core/models/modelSearch.ts";
import { describeModel, modelMarks } from "../../core/models/modelWords.ts";

/** Characters at an id's end that stay when its middle is left out; of an ARN, its last part up to so many. */
const endOfId = 16;
const maxLastPart = 32;

/** What a row of the picker is rendered with. */
export interface RowLook {
  readonly index: number;
  readonly of: number;
  readonly active: boolean;
  readonly pinned: boolean;
  readonly choose: () => void;
  readonly pin: () => void;
}

/** Renders a model as an option of two lines: name and abilities, id and what is to be known before choosing it. */
export function modelRow(row: ModelRow, look: RowLook): TemplateResult {
  const { model, use } = row;
  const { modelId, name } = model;
  const marks = modelMarks(model);
  const abilities = describeModel(model);
  const title = [modelId, abilities, ...marks, use === modelId ? "" : `is set as ${use}`];
  return html`<div
    id="modelId-${look.index}"
    role="option"
    class="model-row"
    title=${title.filter(Boolean).join("\n")}
    data-id=${modelId}
    aria-selected=${look.active}
    aria-setsize=${look.of}
    aria-posinset=${look.index + 1}
    @click=${look.choose}
  >
    <span class="model-line">
      <span class="model-name">${name ? name : shortened(modelId)}</span>
      <span class="model-abilities">${abilities}</span>
    </span>
    <span class="model-line model-facts">
      ${name ? html`<span class="model-id">${shortened(modelId)}</span>` : nothing}
      ${
        use === modelId
          ? nothing
          : html`<span class="model-use"
              ><span class="visually-hidden">needs an inference profile, picks</span>
              ${icon("arrow-right")}${shortened(use)}</span
            >`
      }
      ${marks.map((mark) => html`<span class="model-mark">${mark}</span>`)}
    </span>
    ${look.pinned ? html`<span class="visually-hidden">, pinned</span>` : nothing}
    <span
      class="model-pin"
      title=${look.pinned ? "Unpin (Alt+P)" : "Pin (Alt+P)"}
      @click=${(event: MouseEvent) => {
        event.stopPropagation();
        look.pin();
      }}
      >${icon(look.pinned ? "pinned" : "pin")}</span
    >
  </div>`;
}

/** Renders an id so that its middle is left out when it has no room: what tells ARNs apart stands at their end. */
export function shortened(modelId: string): TemplateResult {
  const at = modelId.length > 2 * endOfId ? modelId.length - endLength(modelId) : modelId.length;
  return html`<span class="shortened"
    ><span>${modelId.slice(0, at)}</span><span>${modelId.slice(at)}</span></span
  >`;
}

function endLength(modelId: string): number {
  const slash = modelId.lastIndexOf("/");
  const lastPart = modelId.length - slash;
  return slash > 0 && lastPart <= maxLastPart ? lastPart : endOfId;
}
