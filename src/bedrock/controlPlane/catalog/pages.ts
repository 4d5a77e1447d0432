import type { Asking } from "./ask.ts";
import { list, text } from "./read.ts";

/** Asks for the page that a token names, or for the first. */
export type GetPage = (
  asking: Asking,
  page: { readonly maxResults: number; readonly nextToken: string | undefined },
) => Promise<unknown>;

/** The service's own limit is 1000 entries a page. */
const maxResults = 1000;

/** Beyond this many pages a list has no end that anybody would wait for. */
const mostPages = 50;

/** Gives `take` the entries of each page to the end. Rejects as the call does, and where the pages do not end. */
export async function readPages(
  asking: Asking,
  getPage: GetPage,
  entries: string,
  take: (entries: readonly unknown[]) => void,
): Promise<void> {
  const seen = new Set<string>();
  for (let nextToken: string | undefined; ;) {
    const page = await getPage(asking, { maxResults, nextToken });
    // A signal that comes between two pages is seen by neither call.
    asking.options.abortSignal.throwIfAborted();
    take(list(page, entries));
    nextToken = text(page, "nextToken");
    if (nextToken === undefined) return;
    if (seen.has(nextToken) || seen.size >= mostPages - 1) throw new EndlessPages();
    seen.add(nextToken);
  }
}

class EndlessPages extends Error {
  override readonly name = "EndlessPages";

  constructor() {
    super(
      `The list repeats itself, or has more than ${mostPages} pages. The part already received is kept.`,
    );
  }
}
