import { html, type TemplateResult } from "lit";

/** The views of an answer, in their order. */
const tabs = ["output", "json", "headers"] as const;
export type Tab = (typeof tabs)[number];

const titles: Readonly<Record<Tab, string>> = {
  output: "Output",
  json: "JSON",
  headers: "Headers",
};

/** Renders the tabs; arrows, Home and End move between them and show what they reach. */
export function tabList(selected: Tab, select: (tab: Tab) => void): TemplateResult {
  const onKey = (event: KeyboardEvent) => {
    const next = nextTab(selected, event.key);
    if (!next) return;
    event.preventDefault();
    select(next);
    document.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Views of the answer" @keydown=${onKey}>
    ${tabs.map(
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

function nextTab(selected: Tab, key: string): Tab | undefined {
  const at = tabs.indexOf(selected);
  switch (key) {
    case "ArrowRight":
      return tabs[(at + 1) % tabs.length];
    case "ArrowLeft":
      return tabs[(at - 1 + tabs.length) % tabs.length];
    case "Home":
      return tabs[0];
    case "End":
      return tabs.at(-1);
    default:
      return undefined;
  }
}
