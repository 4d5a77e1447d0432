import * as v from "valibot";
import { readTab, type Tab } from "./tabs.ts";

/** How far the tabs are scrolled, in pixels, of those that are. */
export type Tops = Readonly<Partial<Record<Tab, number>>>;

/** What of the view outlives the page: VS Code throws a hidden page away. */
export interface ViewState {
  /** The reader's choice for every run, undefined while there is none. */
  readonly markdown: boolean | undefined;
  /** The run that the rest is of. */
  readonly runId: string;
  readonly tab: Tab;
  readonly tops: Tops;
  /** How much of lists and texts the reader has asked for, by name: items or characters. */
  readonly wanted: Readonly<Record<string, number>>;
}

const stored = v.object({
  markdown: v.optional(v.boolean()),
  runId: v.string(),
  tab: v.string(),
  tops: v.record(v.string(), v.number()),
  wanted: v.optional(v.record(v.string(), v.number()), {}),
});

/** Returns the state that was stored, undefined where it is none. */
export function readViewState(state: unknown): ViewState | undefined {
  const parsed = v.safeParse(stored, state);
  if (!parsed.success) return undefined;
  const { markdown, runId, tab, tops, wanted } = parsed.output;
  return { markdown, runId, tab: readTab(tab) ?? "output", tops, wanted };
}
