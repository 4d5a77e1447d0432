import type { ListName, TextPlace } from "../../protocol/runLists.ts";
import type { ResponseToHost } from "../../protocol/response.ts";
import type { TextLink } from "../shared/longText.ts";
import type { ListLink } from "../shared/partList.ts";

/** The way of a run's lists and long texts to the host, which has the rest of them. */
export interface RunLink {
  readonly list: (name: ListName) => ListLink;
  readonly text: (of: TextPlace["of"], index: number) => TextLink;
  /** A list that is here as a whole. */
  readonly localList: (name: string) => ListLink;
}

/**
 * Returns the link of a run, which is the same for a list or a text whenever it is asked for. `wanted` holds how much
 * the reader has asked for, by name; `keep` is called when that has changed.
 */
export function createRunLink(
  runId: string,
  wanted: Map<string, number>,
  post: (message: ResponseToHost) => void,
  keep: () => void,
): RunLink {
  const lists = new Map<string, ListLink>();
  const texts = new Map<string, TextLink>();
  const want = (name: string, amount: number) => {
    wanted.set(name, amount);
    keep();
  };
  const listLink = (name: string, need: ListLink["need"]): ListLink => ({
    name,
    wanted: () => wanted.get(name),
    want: (count) => want(name, count),
    need,
  });
  return {
    list: (list) =>
      remember(lists, list, () =>
        listLink(list, (from, to) => post({ type: "needItems", runId, list, from, to })),
      ),
    localList: (name) => remember(lists, name, () => listLink(name, () => undefined)),
    text: (of, index) => {
      const name = textName({ of, index });
      const place = { of, index };
      return remember(texts, name, () => ({
        name,
        wanted: () => wanted.get(name),
        want: (length) => want(name, length),
        need: (from) => post({ type: "needText", runId, place, from }),
        take: (to) => post({ type: "takeText", runId, place, to }),
      }));
    },
  };
}

/** Returns the name by which the text of that place is found in the page. */
export function textName({ of, index }: TextPlace): string {
  return `${of}/${index}`;
}

function remember<T>(known: Map<string, T>, name: string, make: () => T): T {
  const found = known.get(name) ?? make();
  known.set(name, found);
  return found;
}
