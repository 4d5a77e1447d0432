import { html, type TemplateResult } from "lit";
import type { ModelsView } from "../../protocol/models.ts";
import { icon } from "../shared/icon.ts";
import { keepFocus } from "./comboBox.ts";
import type { FormLink } from "./formLink.ts";
import { listedAt } from "../../core/models/modelWords.ts";

/** Renders what the list of models holds and as of when, with Refresh; Cancel while it is being asked for. */
export function modelStatus(
  view: ModelsView | undefined,
  trusted: boolean,
  link: FormLink,
): TemplateResult {
  const where = view?.region ? ` in ${view.region}` : "";
  if (view?.loading) {
    const { done, of } = view.loading;
    return status(
      `Asking for the models${where}: ${done} of ${of} lists`,
      html`<button
        type="button"
        class="icon-button"
        title="Stop asking for the models"
        aria-label="Stop asking for the models"
        @mousedown=${keepFocus}
        @click=${() => link.tell({ type: "cancelModels" })}
      >
        ${icon("debug-stop")}
      </button>`,
    );
  }
  const at = listedAt(view, Date.now());
  const count = view?.models.length ?? 0;
  const refresh = trusted
    ? `Ask for the models of this account${where}`
    : "This workspace is not trusted: nothing is asked for";
  return status(
    at === "" ? "Known models" : `${count}${where} as of ${at}`,
    html`<button
      type="button"
      class="icon-button"
      ?disabled=${!trusted}
      title=${refresh}
      aria-label="Refresh models"
      @mousedown=${keepFocus}
      @click=${() => link.tell({ type: "refreshModels" })}
    >
      ${icon("refresh")}
    </button>`,
  );
}

function status(text: string, button: TemplateResult): TemplateResult {
  return html`<span class="picker-status quiet ellipsis" title=${text}>${text}</span>${button}`;
}
