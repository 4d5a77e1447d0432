import type { HostToResponse, ResponseToHost, RunMessage } from "../../../src/protocol/response.ts";
import { nextSequence } from "./samples.ts";
import { type UsedPage, usePage } from "./usePage.ts";

/** The response view of the test that runs. */
export interface ResponsePage extends Omit<UsedPage<HostToResponse, ResponseToHost>, "say"> {
  /** Says something to the page as the host; a run without a number gets the next one. */
  readonly say: (message: HostToResponse | RunMessage) => Promise<void>;
  /** Throws the page away, as VS Code does with a hidden one, and opens another with what it has left. */
  readonly reopen: () => Promise<void>;
}

/** Gives each test of the suite a response view that waits for its first run. */
export function useResponsePage(size: { width: number; height: number }): ResponsePage {
  const view = usePage<HostToResponse, ResponseToHost>("response", size);
  const { say } = view;
  return Object.assign(view, {
    say: (message: HostToResponse | RunMessage) => say(numberRun(message)),
    reopen: async () => {
      await view.page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
      const left = await view.page.evaluate(() => window.acquireVsCodeApi().getState());
      await view.openAgain();
      await view.page.evaluate((kept) => window.acquireVsCodeApi().setState(kept), left);
    },
  });
}

/** Returns the message, a run that has no number with the next one. */
export function numberRun(message: HostToResponse | RunMessage): HostToResponse {
  return message.type === "run" ? { sequence: nextSequence(), ...message } : message;
}
