import { html, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";

/** The views of an answer, in their order. */
const tabs = ["output", "json", "events", "guardrail", "headers"] as const;
export type Tab = (typeof tabs)[number];

const titles: Readonly<Record<Tab, string>> = {
  output: "Output",
  json: "JSON",
  events: "Events",
  guardrail: "Guardrail",
  headers: "Headers",
};

/** Returns the tabs that have something to say of the run: Events of streams, Guardrail where one was at work. */
export function tabsOf(run: RunView): Tab[] {
  const streamed = run.operation === "InvokeModelWithResponseStream" || run.events > 0;
  const guarded = run.guardrailAction !== undefined || run.hasGuardrailTrace === true;
  return tabs.filter((tab) => (tab !== "events" || streamed) && (tab !== "guardrail" || guarded));
}

/** Returns the tab of that name, undefined where there is none. */
export function readTab(name: unknown): Tab | undefined {
  return tabs.find((tab) => tab === name);
}

/** Renders the tabs; arrows, Home and End move between them and show what they reach. */
export function tabList(
  shown: readonly Tab[],
  selected: Tab,
  select: (tab: Tab) => void,
): TemplateResult {
  const onKey = (event: KeyboardEvent) => {
    const next = nextTab(shown, selected, event.key);
    if (!next) return;
    event.preventDefault();
    select(next);
    document.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Views of the answer" @keydown=${onKey}>
    ${shown.map(
      (tab) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${tab}"
          aria-controls="pane-${tab}"
          aria-selected=${tab === selected}
          tabindex=${tab === selected ? 0 : -1}
          @click=${() => select(tab)}
        >
          ${titles[tab]}
        </button>`,
    )}
  </div>`;
}

/** Renders what a tab shows; hidden while another is selected. */
export function tabPanel(tab: Tab, selected: Tab, content: TemplateResult): TemplateResult {
  return html`<div
    id="pane-${tab}"
    class="pane"
    role="tabpanel"
    aria-labelledby="tab-${tab}"
    ?hidden=${tab !== selected}
  >
    ${content}
  </div>`;
}

function nextTab(shown: readonly Tab[], selected: Tab, key: string): Tab | undefined {
  const at = shown.indexOf(selected);
  switch (key) {
    case "ArrowRight":
      return shown[(at + 1) % shown.length];
    case "ArrowLeft":
      return shown[(at - 1 + shown.length) % shown.length];
    case "Home":
      return shown[0];
    case "End":
      return shown.at(-1);
    default:
      return undefined;
  }
}
