import { html, nothing, type TemplateResult } from "lit";
import type { ResponseToHost, RunView } from "../../protocol/response.ts";
import { headersPane } from "./headersPane.ts";
import type { RunLink } from "./runLink.ts";
import { type Tab, tabPanel, tabsOf } from "./tabs.ts";

/** What the tabs show beside the run itself. */
export interface PaneState {
  readonly tab: Tab;
  readonly markdown: boolean;
  readonly link: RunLink;
  readonly post: (message: ResponseToHost) => void;
}

/** Renders what the tabs of the run show; all but the selected one are hidden. */
export function panes(run: RunView, { tab, markdown, link, post }: PaneState): TemplateResult {
  const shown = tabsOf(run);
  return html`
    ${tabPanel(
      "output",
      tab,
      html`<output-pane
        .run=${run}
        .post=${post}
        .link=${link}
        .markdown=${markdown}
      ></output-pane>`,
    )}
    ${tabPanel(
      "json",
      tab,
      html`<json-pane ?active=${tab === "json"} .run=${run} .post=${post}></json-pane>`,
    )}
    ${
      shown.includes("events")
        ? tabPanel(
            "events",
            tab,
            html`<events-pane ?active=${tab === "events"} .run=${run} .post=${post}></events-pane>`,
          )
        : nothing
    }
    ${
      shown.includes("guardrail")
        ? tabPanel(
            "guardrail",
            tab,
            html`<guardrail-pane
              ?active=${tab === "guardrail"}
              .run=${run}
              .post=${post}
              .link=${link}
            ></guardrail-pane>`,
          )
        : nothing
    }
    ${tabPanel("headers", tab, headersPane(run, link))}
  `;
}
