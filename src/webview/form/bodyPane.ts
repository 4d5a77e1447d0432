import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { thrownMessage } from "../../core/thrownMessage.ts";
import type { FormEdit, FormProblem, FormState, FormToHost, Place } from "../../protocol/form.ts";
import type { BodyEdit, BodyEditor, BodyMark } from "../editor/kit.ts";
import { createDebounce } from "../shared/debounce.ts";
import { formatBytes } from "../shared/format.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { loadEditor } from "../shared/loadEditor.ts";
import { readPageNonce } from "../shared/pageNonce.ts";
import type { FormLink } from "./formLink.ts";
import { problemsUnderField } from "./problems.ts";

interface BodyMessage {
  readonly text: string;
  readonly baseIndent: string;
  readonly revision: number;
  readonly edit: number;
}

/** `<body-pane>`: the request body, where it comes from, its size, and the editor. */
export class BodyPane extends LightElement {
  static override properties = {
    link: { attribute: false },
    post: { attribute: false },
    state: { attribute: false },
    failure: { state: true },
  };
  declare link: FormLink;
  /** Posts without a flush, which is what a flush itself needs. */
  declare post: (message: FormToHost) => void;
  declare state: FormState;
  declare failure: string;
  #editor: BodyEditor | undefined;
  #message: BodyMessage | undefined;
  /** Whether the editor has the message's text, and the revision of the text that it has. */
  #isShown = false;
  #revision = 0;
  #debounce = createDebounce(() => this.#send());

  constructor() {
    super();
    this.failure = "";
  }

  /** Takes in the body as it stands in the file. */
  setBody(message: BodyMessage): void {
    this.#message = message;
    this.#isShown = false;
    this.#show();
  }

  /** The edits up to this one are in the file. */
  tookEdit(edit: number): void {
    this.#editor?.tookEdit(edit);
  }

  /** Sends what was typed now. */
  flush(): void {
    this.#debounce.flush();
  }

  /** Makes the next change from the host move the caret, as an undo does. */
  revealNextChange(): void {
    this.#editor?.revealNextChange();
  }

  /** Moves the caret there and takes the focus; without a place, takes the focus alone. */
  goTo(place: Place | undefined): void {
    this.#editor?.goTo(place);
  }

  override firstUpdated(): void {
    this.#loadEditor();
  }

  #loadEditor(): void {
    this.failure = "";
    loadEditor().then(
      (kit) => {
        const parent = this.querySelector<HTMLElement>(".editor-host");
        if (!parent) return;
        this.#editor = kit.createBodyEditor({
          parent,
          nonce: readPageNonce(),
          labelledBy: "body-title",
          onEdit: () => {
            this.#debounce.touch();
            this.link.tellUnsent();
          },
        });
        this.#show();
      },
      (error: unknown) => {
        this.failure = thrownMessage(error);
      },
    );
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has("state")) return;
    this.#show();
    this.#mark();
  }

  override render(): TemplateResult {
    const { body, starter, problems } = this.state;
    const inline = body.kind === "inline";
    return html`
      <div class="body-bar">
        <h2 id="body-title">Body</h2>
        <span class="quiet size ${body.bytes > body.limit ? "over" : ""}">
          ${formatBytes(body.bytes)} of ${formatBytes(body.limit)}
        </span>
        ${starter !== undefined && inline ? this.#starterButton(starter) : nothing}
        ${
          inline
            ? html`<button
                type="button"
                class="quiet-button"
                @click=${() => this.link.post({ type: "formatBody" })}
              >
                ${icon("list-flat")} Format
              </button>`
            : nothing
        }
      </div>
      ${this.failure ? this.#failureNotice() : nothing}
      <div class="editor-host" ?hidden=${!inline} @focusout=${() => this.flush()}></div>
      ${body.kind === "file" ? this.#fileNotice() : nothing}
      ${body.kind === "none" ? this.#emptyNotice(starter) : nothing}
      ${problemsUnderField("body", inline ? problems.filter((one) => !one.from) : problems, this.link)}
    `;
  }

  #failureNotice(): TemplateResult {
    return html`<p class="notice" role="alert">
      ${icon("error")} ${this.failure}
      <button type="button" class="link" @click=${() => this.#loadEditor()}>Try again</button>
    </p>`;
  }

  #starterButton(starter: string): TemplateResult {
    return html`<button
      type="button"
      class="quiet-button starter"
      title="Replaces the body; Undo brings it back"
      @click=${() => this.link.post({ type: "insertStarter" })}
    >
      ${icon("lightbulb")} <span class="ellipsis">Insert a starter body for ${starter}</span>
    </button>`;
  }

  #fileNotice(): TemplateResult {
    return html`<div class="body-empty">
      <p>
        The body is read from <code>${this.link.shown("bodyFile")}</code> and sent byte for byte.
      </p>
      <button type="button" class="link" @click=${() => this.#focusBodyFile()}>
        Edit the path
      </button>
    </div>`;
  }

  #emptyNotice(starter: string | undefined): TemplateResult {
    return html`<div class="body-empty">
      ${
        this.state.undone
          ? html`<p>
              Undo went past the beginning.
              <button type="button" class="link" @click=${() => this.link.post({ type: "redo" })}>
                Redo
              </button>
            </p>`
          : html`<p>This request has no body yet.</p>`
      }
      ${
        starter === undefined
          ? html`<vscode-button @click=${() => this.#addBody()}>Add a body</vscode-button>`
          : html`<vscode-button @click=${() => this.link.post({ type: "insertStarter" })}
                >Insert a starter body for ${starter}</vscode-button
              ><vscode-button secondary @click=${() => this.#addBody()}
                >Add an empty body</vscode-button
              >`
      }
    </div>`;
  }

  #addBody(): void {
    this.link.post({ type: "addBody" });
  }

  #focusBodyFile(): void {
    this.dispatchEvent(new CustomEvent("go-to-member", { detail: "bodyFile", bubbles: true }));
  }

  /** What is typed and not sent yet; undefined when all is sent. */
  get unsent(): FormEdit | undefined {
    return this.#editMessage(this.#editor?.unsentEdit());
  }

  #send(): void {
    const message = this.#editMessage(this.#editor?.takeEdit());
    if (message) this.post(message);
  }

  #editMessage(edit: BodyEdit | undefined): FormEdit | undefined {
    return edit && { type: "editBody", revision: this.#revision, ...edit };
  }

  /** Hands the text to the editor, which must be seen then: one without a size draws every line of it. */
  #show(): void {
    if (this.#isShown || !this.#editor || !this.#message || this.state.body.kind !== "inline")
      return;
    this.#isShown = true;
    const { text, baseIndent, revision, edit } = this.#message;
    this.#revision = revision;
    this.#editor.setText(text, baseIndent, edit);
    // Its places are those of another text now.
    this.link.tellUnsent();
    this.#mark();
  }

  #mark(): void {
    const marks = this.state.problems.flatMap((problem) => this.#markOf(problem));
    this.#editor?.setMarks(marks);
  }

  #markOf({ id, from, to, severity, message, fixTitle }: FormProblem): BodyMark[] {
    if (!from) return [];
    const applyFix = () => this.link.post({ type: "applyFix", problem: id });
    return [{ from, to: to ?? from, severity, message, fixTitle, applyFix }];
  }
}
