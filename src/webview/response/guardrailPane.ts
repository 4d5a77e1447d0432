import { html, nothing, type TemplateResult } from "lit";
import { redacted } from "../../core/run/redact.ts";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { longText } from "../shared/longText.ts";
import { partList } from "../shared/partList.ts";
import { assessmentSection } from "./guardrailAssessment.ts";
import { type GuardrailTrace, readTrace } from "./guardrailTrace.ts";
import { guardrailSentence, intervened } from "./runFacts.ts";
import type { RunLink } from "./runLink.ts";

type TraceMessage = Extract<HostToResponse, { type: "guardrail" }>;

/** `<guardrail-pane>`: what guardrails did to the run. The trace is asked for when the pane is looked at. */
export class GuardrailPane extends LightElement {
  static override properties = {
    run: { attribute: false },
    link: { attribute: false },
    post: { attribute: false },
    active: { type: Boolean },
    message: { state: true },
  };
  declare run: RunView;
  declare link: RunLink;
  declare post: (message: ResponseToHost) => void;
  /** Whether the pane is the one that is looked at. */
  declare active: boolean;
  declare message: TraceMessage | undefined;
  /** The trace that was asked for last: of which run, and how it stood. */
  #asked = "";
  #shownRun = "";
  #reveal = false;
  #read: { readonly of: TraceMessage; readonly trace: GuardrailTrace | undefined } | undefined;

  constructor() {
    super();
    this.active = false;
  }

  /** Takes in the trace. */
  receive(message: TraceMessage): void {
    if (message.revealed === this.#reveal) this.message = message;
  }

  override willUpdate(): void {
    if (this.run.runId === this.#shownRun) return;
    this.#shownRun = this.run.runId;
    this.#reveal = false;
    this.message = undefined;
  }

  override updated(): void {
    const { runId, status, hasGuardrailTrace } = this.run;
    if (!this.active || hasGuardrailTrace !== true) return;
    const wanted = `${runId} ${status} ${this.#reveal}`;
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.post({ type: "needGuardrail", runId, reveal: this.#reveal });
  }

  override render(): TemplateResult {
    const { run, message } = this;
    const trace = this.#trace();
    return html`<div class="scroller" tabindex="0" role="region" aria-label="Guardrail">
      ${banner(run, trace?.reason)}
      ${message && (message.revealed || message.trace.text.includes(redacted)) ? this.#switch() : nothing}
      ${
        run.hasGuardrailTrace === true
          ? nothing
          : html`<p class="quiet">
              There is no trace: set Trace to ENABLED or ENABLED_FULL to see each assessment.
            </p>`
      }
      ${run.hasGuardrailTrace === true && !message ? html`<p class="quiet">Loading the trace…</p>` : nothing}
      ${message && !trace ? this.#raw(message) : nothing}
      ${trace ? this.#assessments(trace) : nothing}
    </div>`;
  }

  #trace(): GuardrailTrace | undefined {
    const { message } = this;
    if (!message) return undefined;
    const { text, length } = message.trace;
    if (this.#read?.of !== message)
      this.#read = { of: message, trace: text.length < length ? undefined : readTrace(text) };
    return this.#read.trace;
  }

  #switch(): TemplateResult {
    const reveal = !this.#reveal;
    return html`<p class="reveal">
      <button type="button" class="link" @click=${() => this.#setReveal(reveal)}>
        ${icon(reveal ? "eye" : "eye-closed")}
        ${reveal ? "Show what was matched" : "Hide what was matched"}
      </button>
    </p>`;
  }

  #setReveal(reveal: boolean): void {
    this.#reveal = reveal;
    if (!reveal) this.message = undefined;
    this.requestUpdate();
  }

  /** A trace that cannot be read, or is too long to be: what of it is here, as it came. */
  #raw({ trace }: TraceMessage): TemplateResult {
    const isLong = trace.text.length < trace.length;
    return html`${
      isLong
        ? html`<p class="notice">
            ${icon("info")} This trace is too long to show here. The JSON tab has all of it.
          </p>`
        : nothing
    }${longText({
      start: { ...trace, length: trace.text.length },
      link: this.link.text("guardrail", 0),
      label: "trace",
      look: "block",
    })}`;
  }

  #assessments({ assessments, modelOutput }: GuardrailTrace): TemplateResult {
    const { link } = this;
    return html`${partList({
      start: { count: assessments.length, items: assessments },
      link: link.localList("guardrail"),
      noun: "assessments",
      version: this.message,
      page: (items, from) => items.map((item, at) => assessmentSection(item, from + at, link)),
    })}
    ${
      modelOutput.length === 0
        ? nothing
        : html`<details>
            <summary>The model's answer before the guardrail</summary>
            ${partList({
              start: { count: modelOutput.length, items: modelOutput },
              link: link.localList("guardrail/output"),
              noun: "parts of the answer",
              page: (parts) => parts.map((part) => html`<pre class="block">${part}</pre>`),
            })}
          </details>`
    }`;
  }
}

function banner(run: RunView, reason: string | undefined): TemplateResult {
  const stopped = intervened(run);
  return html`<p class=${stopped ? "notice guardrail-banner" : "guardrail-banner"}>
    ${icon(stopped ? "warning" : "shield")}
    <span>
      <strong>${stopped ? "INTERVENED" : (run.guardrailAction ?? "NONE")}</strong>
      ${
        stopped
          ? (guardrailSentence(run) ?? "A guardrail blocked or masked something.")
          : "No guardrail intervened."
      }
      ${reason ?? nothing}
    </span>
  </p>`;
}
