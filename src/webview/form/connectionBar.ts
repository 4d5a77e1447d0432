import { html, nothing, type TemplateResult } from "lit";
import { sandboxName } from "../../core/sandboxMark.ts";
import type { FormState } from "../../protocol/form.ts";
import { icon } from "../shared/icon.ts";
import type { FormLink } from "./formLink.ts";

/** Renders who sends, where to, and a warning when that is no AWS host or nobody proves to be one. */
export function connectionBar({ connection, trusted }: FormState, link: FormLink): TemplateResult {
  const { identity, region, regionSource, endpointHost, isSandbox, problem } = connection;
  const named = isSandbox && identity === sandboxName;
  return html`<div class="connection" role="group" aria-label="Connection">
      <button
        type="button"
        class="quiet-button"
        title="${named ? sandboxAt(endpointHost) : `Signs: ${identity}`}. Connect…"
        @click=${() => link.post({ type: "connect" })}
      >
        ${icon(named ? "beaker" : "account")}<span class="visually-hidden"
          >${named ? "Connected to:" : "Signs:"}</span
        >
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
      ${problem === undefined ? place(connection) : warning("error", problem, problem)}
    </div>
    ${
      trusted
        ? nothing
        : html`<p class="notice" role="note">
            ${icon("shield")} This workspace is not trusted: requests can be edited, not sent.
          </p>`
    }`;
}

/** Where requests go: nothing to see where that is AWS itself. */
function place(connection: FormState["connection"]): TemplateResult {
  const { identity, endpointHost, endpointSource, isAws, isLocal, isSandbox } = connection;
  const { strangers, verifyTls } = connection;
  const others = strangers.filter((host) => host !== endpointHost);
  return html`${
    isSandbox && identity !== sandboxName
      ? html`<vscode-badge class="local" title=${sandboxAt(endpointHost)}
          >${sandboxName}</vscode-badge
        >`
      : nothing
  }
  ${
    isLocal && !isSandbox
      ? html`<vscode-badge
          class="local"
          title="Requests go to ${endpointHost}, on this machine, not to AWS (${endpointSource})"
          >Local: ${endpointHost}</vscode-badge
        >`
      : nothing
  }
  ${
    isAws && !isLocal && endpointSource !== "AWS"
      ? html`<span class="quiet ellipsis" title="Endpoint, from ${endpointSource}"
          >${endpointHost} (${endpointSource})</span
        >`
      : nothing
  }
  ${
    isAws || isLocal
      ? nothing
      : warning(
          "warning",
          `Not AWS: ${endpointHost}`,
          `Requests, and what signs them, go to ${endpointHost} (${endpointSource})`,
        )
  }
  ${
    others.length > 0
      ? warning(
          "warning",
          `Lists not from AWS: ${others.join(", ")}`,
          `Models and guardrails are asked of ${others.join(", ")}`,
        )
      : nothing
  }
  ${
    verifyTls
      ? nothing
      : warning(
          "unlock",
          "TLS not verified",
          "TLS verification is off in this window: anyone on the network path can read and change everything",
          "danger-badge",
        )
  }`;
}

function sandboxAt(host: string): string {
  return `The sandbox at ${host}, on this machine: no account, no cost, no model`;
}

function warning(codicon: string, text: string, title: string, kind = ""): TemplateResult {
  return html`<span class="notice-badge ${kind}" title=${title}>
    ${icon(codicon)}<span class="ellipsis">${text}</span>
  </span>`;
}
