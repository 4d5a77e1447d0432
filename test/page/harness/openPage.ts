import { chromium, type Page } from "playwright-core";
import { startHost } from "./pageHost.ts";
import type { PageName } from "./pageServer.ts";
import type { ThemeName } from "./themes.ts";

declare global {
  interface Window {
    fromPage: { type: string }[];
    violations: string[];
    forwardedKeys: string[];
    acquireVsCodeApi: () => { getState: () => unknown; setState: (state: unknown) => void };
  }
}

/** A page as VS Code would show it, and the host's end of its line. `In` and `Out` are the protocol's messages. */
export interface OpenPage<In, Out extends { type: string }> {
  readonly page: Page;
  /** Says something to the page as the host. */
  readonly say: (message: In) => Promise<void>;
  /** Returns what the page has said, from the first message on. */
  readonly said: () => Promise<Out[]>;
  /** Waits for the page's next message of a type, after those already waited for. */
  readonly next: <Type extends Out["type"]>(type: Type) => Promise<Extract<Out, { type: Type }>>;
  readonly violations: () => Promise<string[]>;
}

/** The pages of one browser, for the tests of one file. */
export interface Pages {
  readonly open: <In, Out extends { type: string }>(
    name: PageName,
    look?: { theme?: ThemeName; width?: number; height?: number },
  ) => Promise<OpenPage<In, Out>>;
  readonly close: () => Promise<void>;
}

/** Longer than installing Chromium takes where a single file is run on a machine that has none. */
const installLimitMs = 600_000;

/**
 * Connects to the tier's browser, or starts one where a single file is run; to be closed after the tests.
 * `hook` is the mocha hook that waits for it, in a test.
 */
export async function startPages(hook?: Mocha.Context): Promise<Pages> {
  hook?.timeout(installLimitMs);
  const { origin, browserUrl, close } = await startHost();
  const browser = await chromium.connect(browserUrl);
  return {
    open: async (name, { theme = "dark", width = 1200, height = 800 } = {}) => {
      const page = await browser.newPage({ viewport: { width, height } });
      await page.goto(`${origin}/${name}/${theme}`);
      return connect(page);
    },
    close: async () => {
      await browser.close();
      await close();
    },
  };
}

function connect<In, Out extends { type: string }>(page: Page): OpenPage<In, Out> {
  let seen = 0;
  const said = async () => (await page.evaluate(() => window.fromPage)) as unknown as Out[];
  return {
    page,
    say: (message) => page.evaluate((data) => window.postMessage(data, "*"), message as unknown),
    said,
    next: async <Type extends Out["type"]>(type: Type) => {
      const found = await page.waitForFunction(
        ([from, wanted]) => {
          const index = window.fromPage.findIndex((one, at) => at >= from && one.type === wanted);
          return index < 0 ? undefined : { index, message: window.fromPage[index] };
        },
        [seen, type] as const,
      );
      const value = await found.jsonValue();
      if (!value) throw new Error(`no ${type} came`);
      seen = value.index + 1;
      return value.message as unknown as Extract<Out, { type: Type }>;
    },
    violations: () => page.evaluate(() => window.violations),
  };
}
