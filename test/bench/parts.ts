// Saved runs of up to 50 MB in the response view, one for each kind of part: how long until the first screen, and how
// long the page is blocked at a time, first and while "Show all", the tab or the text that is asked for is drawn.
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { foldRunEvents, initialRunState } from "../../src/core/run/fold.ts";
import { readRunRecord } from "../../src/core/run/readRecord.ts";
import { eventsOfRecord } from "../../src/core/run/replay.ts";
import { givePart, type Needed } from "../../src/extension/response/giveParts.ts";
import { RunListReader } from "../../src/extension/response/runLists.ts";
import { nextPart, type Sent } from "../../src/extension/response/runParts.ts";
import type { ShownRun } from "../../src/extension/response/runView.ts";
import {
  type HostToResponse,
  maxUnaskedLength,
  type ResponseToHost,
} from "../../src/protocol/response.ts";
import { type Pages, startPages } from "../page/harness/openPage.ts";
import { numberRun } from "../page/harness/responsePage.ts";
import { partKinds } from "./partKinds.ts";

const firstScreenBudgetMs = 2000;
const blockBudgetMs = 200;
/** So long, in ms, what was asked for may go on being drawn while it is watched. */
const watchMs = 6000;

interface Figures {
  /** Reading the file and folding it, the view of it, and until it is painted, in ms. */
  readonly readMs: number;
  readonly viewMs: number;
  readonly paintMs: number;
  /** The longest task of the page until the run is there, and while more is drawn, in ms. */
  readonly firstBlockMs: number;
  readonly laterBlockMs: number;
}

async function measure(pages: Pages, file: string, act: string): Promise<Figures> {
  const { page, say, next } = await pages.open<HostToResponse, ResponseToHost>("response");
  await next("ready");
  const started = performance.now();
  const run = shownRun(await readFile(file));
  const readMs = performance.now() - started;
  const host = new Host(run, say);
  const viewStarted = performance.now();
  const first = host.next(true);
  const viewMs = performance.now() - viewStarted;
  await watchTasks(page);
  const paintMs = await paint(page, first);
  await host.tellRest();
  await answerPage(page, host, 1500);
  const firstBlockMs = await longestTask(page);
  await page.evaluate(actions[act] ?? (() => undefined));
  await answerPage(page, host, watchMs);
  const laterBlockMs = await longestTask(page);
  await page.close();
  return { readMs, viewMs, paintMs, firstBlockMs, laterBlockMs };
}

/** Tells the page of the run and gives it what it asks for, as the extension does. */
class Host {
  private readonly reader = new RunListReader();
  private sent: Sent | undefined;
  private more = false;
  private maxLength = maxUnaskedLength;

  constructor(
    private readonly run: ShownRun,
    private readonly say: (message: HostToResponse) => Promise<void>,
  ) {}

  next(whole: boolean): HostToResponse {
    const { run, sent, reader, maxLength } = this;
    const part = nextPart(run, sent, whole, reader, {}, maxLength);
    this.sent = part.sent;
    this.more = part.more;
    return numberRun(part.message);
  }

  async tellRest(): Promise<void> {
    while (this.more) await this.say(this.next(false));
  }

  async answer(message: ResponseToHost): Promise<void> {
    if (message.type === "moreAnswer") {
      this.maxLength = message.all ? Infinity : this.maxLength + maxUnaskedLength;
      await this.say(this.next(false));
      return this.tellRest();
    }
    if (!message.type.startsWith("need")) return;
    const answer = givePart(message as Needed, this.run.id, this.run.state, this.reader);
    if (answer) await this.say(answer);
  }
}

/** What a reader does to see more; in the page. */
const actions: Readonly<Record<string, () => void>> = {
  more: () => {
    const buttons = [
      ...document.querySelectorAll<HTMLElement>(".pane:not([hidden]) .part-footer button"),
    ];
    (buttons.find((one) => /Show all/.test(one.textContent ?? "")) ?? buttons[0])?.click();
  },
  json: () => document.querySelector<HTMLElement>("#tab-json")?.click(),
  events: () => document.querySelector<HTMLElement>("#tab-events")?.click(),
  guardrail: () => document.querySelector<HTMLElement>("#tab-guardrail")?.click(),
  headers: () => document.querySelector<HTMLElement>("#tab-headers")?.click(),
};

function shownRun(file: Uint8Array): ShownRun {
  const read = readRunRecord(file);
  if (!read.ok) throw new Error(read.problem.message);
  const state = foldRunEvents(initialRunState(), eventsOfRecord(read.record));
  return {
    id: "run-1",
    startedAt: Date.now(),
    state,
    running: false,
    identity: "saved run",
    resolved: undefined,
    saved: true,
    remedy: state.error,
    guardrailMessage: undefined,
  };
}

/** Has the page note its tasks over 50 ms. */
async function watchTasks(page: Page): Promise<void> {
  // tsx keeps functions' names by a helper that a page does not have.
  await page.evaluate("globalThis.__name = (f) => f");
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask" });
  });
}

/** The longest task since the last call in ms; 0 where none took 50 ms. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { tasks } = window as unknown as { tasks: number[] };
    return Math.max(0, ...tasks.splice(0));
  });
}

/** From the message's arrival to behind the frame that shows it, in ms. */
async function paint(page: Page, message: HostToResponse): Promise<number> {
  return page.evaluate(
    (data) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const after = new MessageChannel();
        after.port1.addEventListener("message", () => resolve(performance.now() - start));
        after.port1.start();
        const look = () => {
          if (document.querySelector("output-pane"))
            requestAnimationFrame(() => after.port2.postMessage(0));
          else requestAnimationFrame(look);
        };
        window.postMessage(data, "*");
        requestAnimationFrame(look);
      }),
    message as unknown,
  );
}

/** Gives the page what it asks for, for so many ms. */
async function answerPage(page: Page, host: Host, forMs: number): Promise<void> {
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    const asked = (await page.evaluate(() =>
      window.fromPage.splice(0),
    )) as unknown as ResponseToHost[];
    for (const message of asked) await host.answer(message);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

async function main(): Promise<void> {
  const only = process.argv[2];
  const folder = await mkdtemp(join(tmpdir(), "bedrock-invoke-parts-"));
  const file = join(folder, "one.bedrock-run.json");
  const pages = await startPages();
  try {
    for (const { what, act, record } of partKinds) {
      if (only !== undefined && !what.includes(only)) continue;
      await writeFile(file, record());
      const { size } = await stat(file);
      const figures = await measure(pages, file, act);
      const { readMs, viewMs, paintMs, firstBlockMs, laterBlockMs } = figures;
      console.log(`${what}, ${Math.round(size / 1e6)} MB`);
      row("read, view and first screen", readMs + viewMs + paintMs, firstScreenBudgetMs);
      console.log(`    of it reading ${Math.round(readMs)}, view ${Math.round(viewMs)} ms`);
      row("page blocked at a time, first", firstBlockMs, blockBudgetMs);
      row("page blocked at a time, when more is asked for", laterBlockMs, blockBudgetMs);
    }
  } finally {
    await pages.close();
    await rm(folder, { recursive: true });
  }
}

function row(what: string, ms: number, budget: number): void {
  const verdict = ms <= budget ? "ok" : `OVER by ${Math.round(ms - budget)}`;
  console.log(`  ${what}: ${Math.round(ms)} ms (budget ${budget}) ${verdict}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) void main();
