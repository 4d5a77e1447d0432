// The model picker in the VS Code that `npm start -- --web` serves, on a sandbox with 600 models: how long it takes to
// open from what is kept, and how long a letter that is typed takes to be on the screen. Times are those of the page.
import { pathToFileURL } from "node:url";
import type { Frame } from "playwright-core";
import { startSandbox } from "../../src/sandbox/server.ts";
import { formFrame, openWorkbench, runCommand } from "../e2e/workbench.ts";
import { pointAt } from "./pointAt.ts";

/** Milliseconds, with what is promised. */
interface Figure {
  readonly what: string;
  readonly ms: number;
  readonly budget: number;
}

const models = 600;
const rounds = 9;
/** A frame at 60 a second; the letters between must not cost one. */
const frameMs = 1000 / 60;

async function benchPicker(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ models });
  const workbench = await openWorkbench();
  try {
    await pointAt(workbench, sandbox.url);
    const { page } = workbench;
    await runCommand(page, "Bedrock Invoke: Open Playground");
    const form = await formFrame(page);
    const picker = form.getByRole("combobox", { name: "Model" });
    await form.getByText(`Local: ${new URL(sandbox.url).host}`).waitFor();
    await picker.click();
    await form.getByText(/^\d{3} in \S+ as of/).waitFor();
    await picker.press("Escape");
    // tsx keeps functions' names by a helper that a page does not have.
    await form.evaluate("globalThis.__name = (f) => f");
    const opened = await measureOpening(form);
    const letters = await measureLetters(form, "claude sandbox 00");
    return [
      {
        what: `picker of ${models} models, click to painted, median`,
        ms: middle(opened),
        budget: 100,
      },
      { what: "  slowest", ms: Math.max(...opened), budget: 100 },
      { what: "letter typed to list rendered, median", ms: middle(letters), budget: frameMs },
      { what: "  slowest of 17", ms: Math.max(...letters), budget: frameMs },
    ];
  } finally {
    await workbench.close();
    await sandbox.close();
  }
}

/** From the click to behind the frame that has painted the list, in ms. */
async function measureOpening(form: Frame): Promise<number[]> {
  const picker = form.getByRole("combobox", { name: "Model" });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await form.evaluate(() => {
      document.addEventListener(
        "mousedown",
        (event) => {
          const start = event.timeStamp;
          const look = () => {
            if (!document.querySelector("#list-modelId [role=option]")) {
              requestAnimationFrame(look);
              return;
            }
            const after = new MessageChannel();
            after.port1.addEventListener("message", () => {
              document.body.dataset["opened"] = String(performance.now() - start);
            });
            after.port1.start();
            requestAnimationFrame(() => after.port2.postMessage(0));
          };
          requestAnimationFrame(look);
        },
        { once: true, capture: true },
      );
    });
    await picker.click();
    const text = await form.waitForFunction(() => document.body.dataset["opened"]);
    times.push(Number(await text.jsonValue()));
    await picker.press("Escape");
    await form.evaluate(() => delete document.body.dataset["opened"]);
  }
  return times;
}

/** What each letter costs the page: finding, rendering, styles and layout, in ms. */
async function measureLetters(form: Frame, text: string): Promise<number[]> {
  const picker = form.getByRole("combobox", { name: "Model" });
  await picker.click();
  const times = await form.evaluate(async (letters) => {
    const input = document.querySelector<HTMLInputElement>("#field-modelId");
    const list = document.querySelector("#list-modelId");
    const element = input?.closest<HTMLElement & { updateComplete: Promise<unknown> }>(
      "model-picker",
    );
    if (!input || !list || !element) throw new Error("no picker");
    const costs: number[] = [];
    for (let end = 1; end <= letters.length; end++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const start = performance.now();
      input.value = letters.slice(0, end);
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await element.updateComplete;
      list.getBoundingClientRect(); // styles and layout
      costs.push(performance.now() - start);
    }
    return costs;
  }, text);
  await picker.press("Escape");
  return times;
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

async function main(): Promise<void> {
  for (const { what, ms, budget } of await benchPicker())
    console.log(`${what}: ${ms.toFixed(1)} ms (budget ${budget.toFixed(1)})`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) void main();
