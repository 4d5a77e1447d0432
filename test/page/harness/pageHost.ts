import { chromium } from "playwright-core";
import { launchOptions } from "../../../scripts/chromium.mjs";
import { startPageServer } from "./pageServer.ts";

/** Where the pages are served, and where the browser that shows them is reached. */
interface PageHost {
  readonly origin: string;
  readonly browserUrl: string;
  readonly close: () => Promise<void>;
}

/** Names the tier's host in the environment of the processes that run its files: JSON with `origin` and `browserUrl`. */
const variable = "BEDROCK_INVOKE_PAGES";

/** Returns the tier's host where there is one, else one of the caller's own. `close` ends only the latter. */
export async function startHost(): Promise<PageHost> {
  const shared = process.env[variable];
  if (shared === undefined) return await startOwnHost();
  return { ...JSON.parse(shared), close: () => Promise.resolve() };
}

/** Mocha's global fixture: bundles the pages and starts the browser before the tier's first file. Returns what ends both. */
export async function shareHost(): Promise<() => Promise<void>> {
  const { origin, browserUrl, close } = await startOwnHost();
  process.env[variable] = JSON.stringify({ origin, browserUrl });
  return close;
}

async function startOwnHost(): Promise<PageHost> {
  const options = await launchOptions();
  const { server, origin } = await startPageServer();
  const browser = await chromium.launchServer(options);
  return {
    origin,
    browserUrl: browser.wsEndpoint(),
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
