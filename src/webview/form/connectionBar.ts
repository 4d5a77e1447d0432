import { html, nothing, type TemplateResult } from "lit";
import type { FormState } from "../../protocol/form.ts";
import { icon } from "../shared/icon.ts";
import type { FormLink } from "./formLink.ts";

/** Renders who sends, where to, and a warning when that is no AWS host. */
export function connectionBar({ connection, trusted }: FormState, link: FormLink): TemplateResult {
  const { identity, region, regionSource, endpointHost, isAws, isLocal } = connection;
  return html`<div class="connection" role="group" aria-label="Connection">
      <button
        type="button"
        class="quiet-button"
        title="${identity}. Switch profile…"
        @click=${() => link.post({ type: "switchProfile" })}
      >
        ${icon("account")}<span class="visually-hidden">Profile:</span>
        <span class="ellipsis">${identity}</span>
      </button>
      <button
        type="button"
        class="quiet-button"
        title="${region || "No region"}${regionSource ? `, from ${regionSource}` : ""}. Switch region…"
        @click=${() => link.post({ type: "switchRegion" })}
      >
        ${icon("globe")}<span class="visually-hidden">Region:</span>
        <span class="ellipsis">${region || "No region"}</span>
        ${regionSource ? html`<span class="quiet source">${regionSource}</span>` : nothing}
      </button>
      ${
        isLocal
          ? html`<vscode-badge
              class="local"
              title="Requests go to ${endpointHost}, on this machine, not to AWS"
              >Local: ${endpointHost}</vscode-badge
            >`
          : nothing
      }
      ${
        isAws || isLocal
          ? nothing
          : html`<span
              class="notice-badge"
              title="Requests and credentials' signatures go to ${endpointHost}"
            >
              ${icon("warning")}<span class="ellipsis">Not AWS: ${endpointHost}</span>
            </span>`
      }
    </div>
    ${
      trusted
        ? nothing
        : html`<p class="notice" role="note">
            ${icon("shield")} This workspace is not trusted: requests can be edited, not sent.
          </p>`
    }`;
}
