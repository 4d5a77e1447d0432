import assert from "node:assert/strict";
import { type OpenPage, type Pages, startPages } from "./openPage.ts";
import type { PageName } from "./pageServer.ts";

/** The page of the test that runs. */
export interface UsedPage<In, Out extends { type: string }> extends OpenPage<In, Out> {
  /** Closes the page and opens another. */
  readonly openAgain: () => Promise<void>;
}

/** Gives each test of the suite a page that has said `ready`, and sees that none breaks the page's policy. */
export function usePage<In, Out extends { type: string }>(
  name: PageName,
  size?: { width: number; height: number },
): UsedPage<In, Out> {
  let pages: Pages;
  let current: OpenPage<In, Out>;
  const open = async () => {
    current = await pages.open(name, size);
    await current.next("ready");
  };
  const close = async () => {
    assert.deepEqual(await current.violations(), []);
    await current.page.close();
  };
  before(async function () {
    pages = await startPages(this);
  });
  after(() => pages?.close());
  beforeEach(open);
  afterEach(close);
  return {
    get page() {
      return current.page;
    },
    say: (message) => current.say(message),
    said: () => current.said(),
    next: (type) => current.next(type),
    violations: () => current.violations(),
    openAgain: async () => {
      await close();
      await open();
    },
  };
}
