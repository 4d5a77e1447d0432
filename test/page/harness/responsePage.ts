import assert from "node:assert/strict";
import type { HostToResponse, ResponseToHost, RunMessage } from "../../../src/protocol/response.ts";
import { type OpenPage, type Pages, startPages } from "./openPage.ts";
import { nextSequence } from "./samples.ts";

/** The response view of the test that runs. */
export interface ResponsePage extends Omit<OpenPage<HostToResponse, ResponseToHost>, "say"> {
  /** Says something to the page as the host; a run without a number gets the next one. */
  readonly say: (message: HostToResponse | RunMessage) => Promise<void>;
  /** Throws the page away, as VS Code does with a hidden one, and opens another with what it has left. */
  readonly reopen: () => Promise<void>;
}

/** Gives each test of the suite a response view that has said `ready`, and sees that none breaks the page's policy. */
export function useResponsePage(size: { width: number; height: number }): ResponsePage {
  let pages: Pages;
  let current: OpenPage<HostToResponse, ResponseToHost>;
  const open = async () => {
    current = await pages.open("response", size);
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
    say: (message) => current.say(numberRun(message)),
    said: () => current.said(),
    next: (type) => current.next(type),
    violations: () => current.violations(),
    reopen: async () => {
      await current.page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
      const left = await current.page.evaluate(() => window.acquireVsCodeApi().getState());
      await close();
      await open();
      await current.page.evaluate((kept) => window.acquireVsCodeApi().setState(kept), left);
    },
  };
}

/** Returns the message, a run that has no number with the next one. */
export function numberRun(message: HostToResponse | RunMessage): HostToResponse {
  return message.type === "run" ? { sequence: nextSequence(), ...message } : message;
}
