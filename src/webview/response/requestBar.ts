import { html, nothing, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost } from "../../protocol/response.ts";
import { icon } from "../shared/icon.ts";

/** The request that the response belongs to, as the host last said. */
export type RequestMessage = Extract<HostToResponse, { type: "request" }>;

/** Renders the line that names the request, pins it, and says when it has been edited since the run that is shown. */
export function requestBar(
  { name, path, pinned, editedSince }: RequestMessage,
  runId: string | undefined,
  post: (message: ResponseToHost) => void,
): TemplateResult {
  const pinWord = pinned ? "Unpin" : "Pin";
  const pinTitle = pinned
    ? "Follow the active request again"
    : "Stay on this request while others become active";
  return html`<div class="request-bar">
    ${icon("file")}<span class="request-name ellipsis" title=${path}>${name}</span>
    <button
      type="button"
      class="quiet-button"
      title=${pinTitle}
      aria-label="Pin"
      aria-pressed=${pinned}
      @click=${() => post({ type: "pin", on: !pinned })}
    >
      ${icon(pinned ? "pinned" : "pin")}<span class="action-word">${pinWord}</span>
    </button>
    ${
      runId !== undefined && editedSince === runId
        ? html`<span class="edited" role="status">${icon("edit")} Edited since this run</span>
            <button type="button" class="link" @click=${() => post({ type: "rerun" })}>
              Send edited request
            </button>
            <button type="button" class="link" @click=${() => post({ type: "sendAgain", runId })}>
              Send this run again
            </button>`
        : nothing
    }
  </div>`;
}
