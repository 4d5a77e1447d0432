import { html, nothing, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import type { Host } from "../shared/host.ts";
import { LightElement } from "../shared/lightElement.ts";
import { headersPane } from "./headersPane.ts";
import type { OutputPane } from "./outputPane.ts";
import { metricsLine, runHeader } from "./runHeader.ts";
import { type Tab, tabList } from "./tabs.ts";

type Append = Extract<HostToResponse, { type: "append" }>;

/** `<bedrock-response>`: the current run. Its state is what the host last said of it. */
export class ResponseApp extends LightElement {
  static override properties = {
    host: { attribute: false },
    run: { state: true },
    tab: { state: true },
    json: { state: true },
  };
  declare host: Host<ResponseToHost> | undefined;
  /** null: there has been no run; undefined: the host has not said yet. */
  declare run: RunView | null | undefined;
  declare tab: Tab;
  declare json: string | undefined;
  /** Whether the reader chose the tab of this run, or we did. */
  #chosen = false;
  /** What JSON was last asked for: the run and how it stood. */
  #asked = "";
  #arrived: Append[] = [];

  constructor() {
    super();
    this.tab = "output";
  }

  /** Takes in what the host says. */
  receive(message: HostToResponse): void {
    switch (message.type) {
      case "run":
        this.#arrived = [];
        this.#takeRun(message.run);
        break;
      case "append":
        this.#takeAppend(message);
        break;
      case "json":
        if (message.runId === this.run?.runId) this.json = message.text;
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.#onKey);
  }

  override render(): TemplateResult {
    const { run } = this;
    if (run === undefined) return html`${nothing}`;
    if (run === null)
      return html`<main class="empty">
        <p>The answer of a request appears here.</p>
        <vscode-button @click=${() => this.#post({ type: "openPlayground" })}
          >Open Playground</vscode-button
        >
      </main>`;
    return html`
      ${runHeader(run, this.#copied(run), (message) => this.#post(message))}
      <div class="below-header">
        ${tabList(this.tab, (tab) => this.#select(tab))} ${metricsLine(run)}
      </div>
      <main @show-json=${() => this.#select("json")}>
        ${this.#pane(
          "output",
          html`<output-pane
            .run=${run}
            .post=${(message: ResponseToHost) => this.#post(message)}
          ></output-pane>`,
        )}
        ${this.#pane(
          "json",
          html`<json-pane
            ?active=${this.tab === "json"}
            .text=${this.json}
            .waiting=${waitingForJson(run)}
          ></json-pane>`,
        )}
        ${this.#pane("headers", headersPane(run))}
      </main>
    `;
  }

  override updated(): void {
    const { run } = this;
    if (!run || this.tab !== "json" || run.bytesReceived === 0) return;
    const wanted = `${run.runId} ${run.status}`;
    if (this.#asked === wanted) return;
    this.#asked = wanted;
    this.#post({ type: "needJson", runId: run.runId });
  }

  #pane(tab: Tab, content: TemplateResult): TemplateResult {
    return html`<div
      id="pane-${tab}"
      class="pane"
      role="tabpanel"
      aria-labelledby="tab-${tab}"
      ?hidden=${tab !== this.tab}
    >
      ${content}
    </div>`;
  }

  #takeRun(run: RunView | null): void {
    if (run?.runId !== this.run?.runId) {
      this.json = undefined;
      this.#chosen = false;
      this.tab = "output";
    }
    this.run = run;
    // An answer that no decoder knows is best read as what it is.
    if (run?.status === "done" && run.bytesReceived > 0 && !hasOutput(run) && !this.#chosen)
      this.tab = "json";
  }

  #takeAppend(message: Append): void {
    if (message.runId !== this.run?.runId) return;
    this.#arrived.push(message);
    if (this.#arrived.length === 1) requestAnimationFrame(() => this.#drawArrived());
  }

  #drawArrived(): void {
    const arrived = this.#arrived;
    const last = arrived.at(-1);
    const { run } = this;
    this.#arrived = [];
    if (!run || !last) return;
    const text = arrived.map((one) => one.text).join("");
    const reasoning = arrived.map((one) => one.reasoning).join("");
    const firstChunkMs = last.firstChunkMs ?? run.metrics.firstChunkMs;
    this.run = {
      ...run,
      text: run.text + text,
      reasoning: run.reasoning + reasoning,
      bytesReceived: last.bytesReceived,
      events: last.events,
      metrics: { ...run.metrics, firstChunkMs },
    };
    this.querySelector<OutputPane>("output-pane")?.addChunk(this.run, text, reasoning);
  }

  #select(tab: Tab): void {
    this.tab = tab;
    this.#chosen = true;
  }

  #copied(run: RunView): "text" | "json" | "error" {
    if (this.tab === "json") return "json";
    if (run.error && run.text === "") return "error";
    return run.text === "" && run.bytesReceived > 0 ? "json" : "text";
  }

  #post(message: ResponseToHost): void {
    this.host?.post(message);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || this.run?.status !== "running") return;
    event.preventDefault();
    this.#post({ type: "cancel", runId: this.run.runId });
  };
}

function hasOutput(run: RunView): boolean {
  return run.text !== "" || run.reasoning !== "" || run.toolCalls.length > 0;
}

function waitingForJson(run: RunView): string {
  if (run.status === "running") return "The JSON is shown when there is something of it.";
  return run.bytesReceived > 0 ? "Loading the JSON…" : "No body has arrived.";
}
