import { html, type TemplateResult } from "lit";
import { formMembers, type FormMember } from "../../core/request/members.ts";
import {
  type FormProblem,
  type FormState,
  type FormToHost,
  type HostToForm,
} from "../../protocol/form.ts";
import type { LiveModel } from "../../core/models/liveModels.ts";
import type { GuardrailsView, ModelsView } from "../../protocol/models.ts";
import { createSequence } from "../../protocol/sequence.ts";
import type { Host } from "../shared/host.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import type { BodyPane } from "./bodyPane.ts";
import type { ComboBox } from "./comboBox.ts";
import { connectionBar } from "./connectionBar.ts";
import { createDrafts } from "./drafts.ts";
import { handleKeys } from "./formKeys.ts";
import type { FormLink } from "./formLink.ts";
import type { MetadataTable } from "./metadataTable.ts";
import { optionsPane } from "./options.ts";
import { problemList } from "./problems.ts";
import { runBar } from "./runBar.ts";
import { isFormEdit, unsentEdits } from "./unsentEdits.ts";

/** `<bedrock-form>`: the request file as a form. All it knows comes from the host; all it changes goes there. */
export class FormApp extends LightElement {
  static override properties = {
    host: { attribute: false },
    knownModels: { attribute: false },
    models: { state: true },
    guardrails: { state: true },
    state: { state: true },
    advancedOpen: { state: true },
  };
  declare host: Host<FormToHost> | undefined;
  /** Models to choose from without an account. */
  declare knownModels: readonly LiveModel[];
  declare models: ModelsView | undefined;
  declare guardrails: GuardrailsView | undefined;
  declare state: FormState | undefined;
  declare advancedOpen: boolean;
  #pendingBody: Extract<HostToForm, { type: "body" }> | undefined;
  /** How many messages have gone out. */
  #sent = 0;
  /** A run was asked for, and the host has not yet said that it runs. */
  #pressed = false;
  #states = createSequence();
  #stopKeys: (() => void) | undefined;
  #drafts = createDrafts((values) => {
    this.#bodyPane?.flush();
    this.#send({ type: "set", values });
  });
  readonly #link: FormLink = {
    post: (message) => this.post(message),
    tell: (message) => this.#send(message),
    type: (member, value) => {
      this.#drafts.type(member, value);
      this.#tellUnsent();
    },
    tellUnsent: () => this.#tellUnsent(),
    set: (...values) => {
      for (const [member, value] of values) this.#drafts.type(member, value ?? "");
      this.#drafts.flush();
      this.requestUpdate();
    },
    shown: (member) => this.#drafts.shown(member) ?? this.state?.members[member] ?? "",
    leave: () => this.#drafts.flush(),
  };
  readonly #flush = (): void => {
    this.#commit();
    this.flush();
  };

  constructor() {
    super();
    this.knownModels = [];
    this.advancedOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopKeys = handleKeys(this);
    for (const type of ["blur", "pagehide"]) window.addEventListener(type, this.#flush);
    document.addEventListener("visibilitychange", this.#flush);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopKeys?.();
    for (const type of ["blur", "pagehide"]) window.removeEventListener(type, this.#flush);
    document.removeEventListener("visibilitychange", this.#flush);
  }

  /** Takes in what the host says. */
  receive(message: HostToForm): void {
    switch (message.type) {
      case "state":
        if (!this.#states.isNewest(message.sequence)) return;
        this.#drafts.settle(message.state.members, focusedMember());
        this.state = message.state;
        if (message.state.running) this.#pressed = false;
        break;
      case "body":
        this.#pendingBody = message;
        this.#handBody();
        break;
      case "bodyEdited":
        this.#bodyPane?.tookEdit(message.edit);
        break;
      case "models":
        this.models = message.models;
        break;
      case "guardrails":
        this.guardrails = message.guardrails;
        break;
      case "goToBody":
        this.#bodyPane?.goTo(message.place);
        break;
      case "flush":
        this.flush();
        this.#send({ type: "flushed", id: message.id });
    }
  }

  /** Sends all that was typed, but what only narrows a list so far: the host may be saving on its own. */
  flush(): void {
    this.#drafts.flush();
    this.querySelector<MetadataTable>("metadata-table")?.flush();
    this.#bodyPane?.flush();
  }

  /** Sends all that was typed, then the message. */
  post(message: FormToHost): void {
    // The metadata table's own send comes through here as part of a flush.
    if (message.type !== "setMetadata") this.#flush();
    if (message.type === "invoke") this.#pressed = true;
    if (message.type === "cancel") this.#pressed = false;
    this.#send(message);
  }

  /** Whether there is a run to cancel: from the press that asks for it, before the host has said that it runs. */
  get canCancel(): boolean {
    return this.#pressed || this.state?.running !== undefined;
  }

  /** Sends the request, unless it is known that it cannot be sent and nothing was typed that could fix it. */
  invoke(): void {
    const { state } = this;
    if (!state?.trusted || state.running) return;
    const sentBefore = this.#sent;
    this.#flush();
    const [problem] = state.problems;
    if (state.sendable !== "no" || this.#sent > sentBefore) this.post({ type: "invoke" });
    else if (problem) this.#goTo(problem);
  }

  /** Undoes or redoes in the document; what the host answers is shown, even in a field with the focus. */
  changeHistory(type: "undo" | "redo"): void {
    let reverted = false;
    for (const box of this.#boxes) if (box.revert()) reverted = true;
    // What only narrows a list is no edit of the document yet: taking it back is the whole undo.
    if (reverted) return;
    this.post({ type });
    this.#drafts.forgetSent();
    this.querySelector<MetadataTable>("metadata-table")?.settleAfterUndo();
    this.#bodyPane?.revealNextChange();
  }

  override render(): TemplateResult {
    const { state } = this;
    if (!state) return html`<p class="visually-hidden" role="status">Loading the request…</p>`;
    if (state.blocked !== undefined) return this.#blocked(state.blocked);
    return html`
      <header>${connectionBar(state, this.#link)} ${runBar(state, this.#link)}</header>
      <main @go-to-member=${(event: CustomEvent<string>) => this.#goToMember(event.detail)}>
        <div class="request">
          <model-picker
            .link=${this.#link}
            .value=${this.#link.shown("modelId")}
            .known=${this.knownModels}
            .models=${this.models}
            .recent=${state.recentModels}
            .pinned=${state.pinnedModels}
            .baseModel=${state.baseModel}
            .trusted=${state.trusted}
            .problems=${state.problems}
          ></model-picker>
          <body-pane
            .link=${this.#link}
            .post=${(message: FormToHost) => this.#send(message)}
            .state=${state}
          >
          </body-pane>
          ${problemList(state.problems, this.#link, (problem) => this.#goTo(problem))}
        </div>
        ${optionsPane(state, this.guardrails, this.#link, this.advancedOpen, (open) => this.#setAdvanced(open))}
      </main>
    `;
  }

  override updated(): void {
    this.#handBody();
  }

  get #bodyPane(): BodyPane | null {
    return this.querySelector<BodyPane>("body-pane");
  }

  get #boxes(): Iterable<ComboBox> {
    return this.querySelectorAll<ComboBox>("model-picker, choice-box");
  }

  #commit(): void {
    for (const box of this.#boxes) box.commit();
  }

  #send(message: FormToHost): void {
    this.#sent++;
    this.host?.post(message);
    // The host forgets what it was told of as soon as any of it arrives.
    if (isFormEdit(message)) this.#tellUnsent();
  }

  #tellUnsent(): void {
    const table = this.querySelector<MetadataTable>("metadata-table");
    const edits = unsentEdits(this.#drafts.unsent(), table?.unsent, this.#bodyPane?.unsent);
    if (!edits) this.flush();
    else if (edits.length > 0) this.host?.post({ type: "unsent", edits });
  }

  #handBody(): void {
    const pane = this.#bodyPane;
    if (!pane || !this.#pendingBody) return;
    pane.setBody(this.#pendingBody);
    this.#pendingBody = undefined;
  }

  #blocked(reason: string): TemplateResult {
    return html`<main class="blocked">
      ${icon("circle-slash")}
      <h1>This request cannot be shown as a form</h1>
      <p>${reason}</p>
      <vscode-button @click=${() => this.post({ type: "openAsText" })}>Open as text</vscode-button>
    </main>`;
  }

  #setAdvanced(open: boolean): void {
    this.advancedOpen = open;
  }

  #goTo(problem: FormProblem): void {
    if (problem.from && this.state?.body.kind === "inline") this.#bodyPane?.goTo(problem.from);
    else this.#goToMember(problem.member ?? "");
  }

  #goToMember(member: string): void {
    if (member === "body") this.#bodyPane?.goTo(undefined);
    const field = this.querySelector<HTMLElement>(`[data-member="${CSS.escape(member)}"]`);
    const section = this.querySelector<HTMLElement>(
      `[data-section="${CSS.escape(member)}"] :is(input, button)`,
    );
    const details = field?.closest("details");
    if (details) details.open = true;
    (field ?? section)?.focus();
  }
}

function focusedMember(): FormMember | undefined {
  const { activeElement } = document;
  const member = activeElement instanceof HTMLElement ? activeElement.dataset["member"] : undefined;
  return formMembers.find((known) => known === member);
}
