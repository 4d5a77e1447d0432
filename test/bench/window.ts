// What a user waits for, measured in the VS Code that `npm start -- --web` serves. Times are those of one
// machine: the server, the extension host and the browser share its clock.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Frame, Page } from "playwright-core";
import { formFrame, openWorkbench, responseFrame, runCommand } from "../e2e/workbench.ts";
import { chunk, streamHeaders } from "../fakes/eventStream.ts";
import { pointAt } from "./pointAt.ts";

/** Milliseconds; `budget` is DESIGN's, undefined where it has none. */
export interface Figure {
  readonly what: string;
  readonly ms: number;
  readonly budget: number;
}

const answerBytes = 25_000_000;
const liveChunks = 300;
const burstChunks = 10_000;

/** Opens VS Code, measures and returns the figures in order. Throws when what is saved is not what was sent. */
export async function benchWindow(): Promise<readonly Figure[]> {
  const server = await startServer();
  const files = {
    "live.bedrock.json": request("live", true),
    "burst.bedrock.json": request("burst", true),
    "large.bedrock.json": request("large", false),
    "endless.bedrock.json": request("endless", true),
  };
  const workbench = await openWorkbench({ files });
  const { page, folder } = workbench;
  try {
    await pointAt(workbench, server.url);
    const toForm = await commandToForm(page);
    const live = await openForm(page, "live.bedrock.json");
    await live.getByText(`Local: ${new URL(server.url).host}`).waitFor();
    await invoke(live);
    const response = await responseFrame(page);
    await response.getByText("Done", { exact: true }).waitFor();
    // tsx keeps functions' names by a helper that a page does not have.
    for (const frame of [response, live]) await frame.evaluate("globalThis.__name = (f) => f");
    const latencies = watchStamps(response);
    await invoke(live);
    const painted = (await latencies).sort((a, b) => a - b);
    const burst = await measureAnswer(page, response, "burst.bedrock.json", `${burstChunks - 1};`);
    const large = await measureAnswer(page, response, "large.bedrock.json", "line 0 ");
    await saveBody(page, path.join(folder, "large.response.json"), server.large);
    const cancel = await measureCancel(page, server);
    return [
      { what: "command to form, warm, median of 5", ms: toForm, budget: 400 },
      { what: "chunk to paint at 60 chunks/s, p95", ms: at(painted, 0.95), budget: 35 },
      { what: `${burstChunks} chunks, first one sent to all painted`, ms: burst, budget: 300 },
      { what: "25 MB answer, sent to first screen", ms: large, budget: 1500 },
      { what: "Esc to the connection closed", ms: cancel, budget: 100 },
    ];
  } finally {
    await workbench.close();
    server.close();
  }
}

async function commandToForm(page: Page): Promise<number> {
  const times: number[] = [];
  await runCommand(page, "Bedrock Invoke: Open Playground"); // loads the features
  await (await formFrame(page)).getByRole("button", { name: "Invoke" }).waitFor();
  await closeEditor(page);
  for (let round = 0; round < 5; round++) {
    await page.keyboard.press("F1");
    const input = page.locator(".quick-input-widget input.input");
    await input.fill(">Bedrock Invoke: Open Playground");
    const row = page.locator(".quick-input-list .monaco-list-row").first();
    await row.filter({ hasText: "Open Playground" }).waitFor();
    const start = Date.now();
    await page.keyboard.press("Enter");
    await (await formFrame(page)).getByRole("button", { name: "Invoke" }).waitFor();
    times.push(Date.now() - start);
    await closeEditor(page);
  }
  return at(
    times.slice(1).sort((a, b) => a - b),
    0.5,
  );
}

async function closeEditor(page: Page): Promise<void> {
  await runCommand(page, "View: Revert and Close Editor");
  await page.locator(".part.editor .tab").waitFor({ state: "detached" });
}

/** Resolves with the time of each stamped chunk from the server to the screen, once all are there. */
function watchStamps(frame: Frame): Promise<number[]> {
  return frame.evaluate(
    (wanted) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const seen = new Set<string>();
        const afterPaint = new MessageChannel();
        const look = () => {
          const text = document.querySelector("output-pane")?.textContent ?? "";
          for (const [stamp] of text.matchAll(/\d+@\d{13}/g)) {
            const sent = Number(stamp.split("@")[1]);
            if (seen.has(stamp) || sent < began) continue;
            seen.add(stamp);
            times.push(Date.now() - sent);
          }
          if (times.length >= wanted) resolve(times);
          else requestAnimationFrame(() => afterPaint.port2.postMessage(0));
        };
        const began = Date.now();
        afterPaint.port1.addEventListener("message", look);
        afterPaint.port1.start();
        look();
      }),
    liveChunks,
  );
}

/** From the server's sending to the frame that shows `text`, in ms; the median of three runs. */
async function measureAnswer(
  page: Page,
  response: Frame,
  file: string,
  text: string,
): Promise<number> {
  const form = await openForm(page, file);
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const painted = response.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const began = Date.now();
          const answer = document.querySelector("output-pane");
          const old = answer?.textContent;
          const look = () => {
            const now = document.querySelector("output-pane")?.textContent ?? "";
            if (now !== old && now.includes(wanted)) setTimeout(() => resolve(Date.now()), 0);
            else if (Date.now() - began < 30_000) requestAnimationFrame(look);
          };
          look();
        }),
      text,
    );
    await invoke(form);
    times.push((await painted) - lastSent);
    await form.getByRole("button", { name: "Invoke" }).waitFor();
  }
  return at(
    times.sort((a, b) => a - b),
    0.5,
  );
}

async function measureCancel(page: Page, { closed }: { closed: () => Promise<number> }) {
  const form = await openForm(page, "endless.bedrock.json");
  await invoke(form);
  const response = await responseFrame(page);
  await response.waitForFunction(() =>
    document.querySelector("output-pane")?.textContent?.includes("again again"),
  );
  const atServer = closed();
  await form.evaluate("globalThis.__name = (f) => f");
  const pressed = form.evaluate(
    () =>
      new Promise<number>((resolve) =>
        window.addEventListener("keydown", () => resolve(Date.now()), {
          capture: true,
          once: true,
        }),
      ),
  );
  await form.locator(".cm-content").press("Escape");
  return (await atServer) - (await pressed);
}

async function saveBody(page: Page, file: string, expected: Buffer): Promise<void> {
  await runCommand(page, "Bedrock Invoke: Save Response Body…");
  const input = page.locator(".quick-input-widget input.input");
  await input.waitFor();
  await page.waitForFunction(
    (name) =>
      document
        .querySelector<HTMLInputElement>(".quick-input-widget input.input")
        ?.value.endsWith(name),
    path.basename(file),
  );
  await page.keyboard.press("Enter");
  await page
    .getByText(/Saved 2\d,\d{3},\d{3} bytes/)
    .first()
    .waitFor();
  assert.ok((await readFile(file)).equals(expected), "the saved bytes are those that were sent");
}

async function openForm(page: Page, file: string): Promise<Frame> {
  await page.keyboard.press("Control+p");
  await page.locator(".quick-input-widget input.input").fill(file);
  const row = page.locator(".quick-input-list .monaco-list-row").first();
  await row.filter({ hasText: file }).waitFor();
  await page.keyboard.press("Enter");
  const text = page.locator(".editor-instance .monaco-editor:visible");
  await text.waitFor();
  await runCommand(page, "Bedrock Invoke: Open as Form");
  await text.waitFor({ state: "hidden" });
  const form = await formFrame(page);
  await form.locator(".cm-content").waitFor();
  return form;
}

async function invoke(form: Frame): Promise<void> {
  await form.getByRole("button", { name: "Invoke" }).click();
}

/** When the server began to send the answer that is being measured, in ms since 1970. */
let lastSent = 0;

async function startServer() {
  let text = "";
  for (let n = 0; text.length < answerBytes - 1000; n++)
    text += `line ${n} ${"of a long answer ".repeat(5)}\\n`;
  const large = Buffer.from(
    `{"content":[{"type":"text","text":"${text}"}],"type":"message","role":"assistant","stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}`,
  );
  const burst = Buffer.concat(Array.from({ length: burstChunks }, (_, n) => delta(`${n};`)));
  const waiting: ((at: number) => void)[] = [];
  const server = http.createServer((incoming, response) => {
    let body = "";
    incoming.on("data", (data) => (body += String(data)));
    incoming.on("end", () => void answer(body, response));
  });
  async function answer(body: string, response: http.ServerResponse): Promise<void> {
    lastSent = Date.now();
    if (body.includes('"large"')) {
      response.writeHead(200, { "content-type": "application/json" }).end(large);
      return;
    }
    response.writeHead(200, streamHeaders);
    if (body.includes('"burst"')) response.write(burst);
    else if (body.includes('"live"'))
      await every(1000 / 60, liveChunks, (n) => response.write(delta(`${n}@${Date.now()} `)));
    else {
      response.on("close", () => waiting.shift()?.(Date.now()));
      await every(20, 1000, () => !response.destroyed && response.write(delta("again ")));
    }
    response.end(chunk({ type: "message_stop" }));
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    large,
    closed: () => new Promise<number>((resolve) => waiting.push(resolve)),
    close: () => server.close().closeAllConnections(),
  };
}

function delta(text: string): Buffer {
  return chunk({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } });
}

async function every(ms: number, times: number, act: (n: number) => void): Promise<void> {
  const start = performance.now();
  for (let n = 0; n < times; n++) {
    const wait = start + n * ms - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    act(n);
  }
}

function request(prompt: string, streaming: boolean): string {
  const operation = streaming ? "InvokeModelWithResponseStream" : "InvokeModel";
  const body = {
    anthropic_version: "bedrock-2023-05-31",
    max_tokens: 9,
    messages: [{ role: "user", content: prompt }],
  };
  return `${JSON.stringify({ operation, modelId: "anthropic.claude-x", body }, null, 2)}\n`;
}

const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

async function main(): Promise<void> {
  for (const { what, ms, budget } of await benchWindow())
    console.log(`${what}: ${Math.round(ms)} ms (budget ${budget})`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) void main();
