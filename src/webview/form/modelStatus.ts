import { html, nothing, type TemplateResult } from "lit";
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
      `Loading the models${where}: ${done} of ${of} lists`,
      html`<button
        type="button"
        class="icon-button"
        title="Stop loading the models"
        aria-label="Stop loading the models"
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
    ? `Load the models of this account${where}`
    : "This workspace is not trusted: nothing is loaded";
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

/** What is to be known of the model that is set. */
export interface ModelNotes {
  /** The foundation model behind an id that does not tell it. */
  readonly baseModel: string | undefined;
  /** The profile that it is to be invoked through. */
  readonly profile: string | undefined;
  /** That the region's list does not have it. */
  readonly missing: string | undefined;
}

/** Renders the lines under the field; `use` sets the profile in the model's place. */
export function modelNotes(
  { baseModel, profile, missing }: ModelNotes,
  use: (profile: string) => void,
): TemplateResult {
  return html`<div id="model-notes" class="model-notes">
    ${baseModel === undefined ? nothing : html`<p class="quiet">→ ${baseModel}</p>`}
    ${missing === undefined ? nothing : html`<p class="warning">${icon("warning")} ${missing}</p>`}
    ${
      profile === undefined
        ? nothing
        : html`<p class="warning">
            ${icon("warning")}
            <span
              >Needs an inference profile.
              <button type="button" class="link" @click=${() => use(profile)}>
                Use ${profile}
              </button></span
            >
          </p>`
    }
  </div>`;
}

function status(text: string, button: TemplateResult): TemplateResult {
  return html`<span class="picker-status quiet ellipsis" title=${text}>${text}</span>${button}`;
}
