import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type Axe from "axe-core";
import type { Page } from "playwright-core";
import type { FormState, FormToHost, HostToForm } from "../../src/protocol/form.ts";
import type { HostToResponse, ResponseToHost, RunView } from "../../src/protocol/response.ts";
import { type Pages, startPages } from "./harness/openPage.ts";
import { numberRun } from "./harness/responsePage.ts";
import { nextSequence, sampleRun, shortJson, sampleState, short } from "./harness/samples.ts";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const themes = ["dark", "light", "highContrast"] as const;

const problems: FormState["problems"] = [
  {
    id: 1,
    severity: "error",
    message: "A guardrail needs its version.",
    member: "guardrailVersion",
    fixTitle: "Use DRAFT",
  },
  {
    id: 2,
    severity: "warning",
    message: "Too many.",
    member: "body",
    from: { line: 0, character: 0 },
  },
];
const formStates: Readonly<Record<string, Partial<FormState>>> = {
  "with problems": {
    problems,
    sendable: "warn",
    metadata: [["team", "search"]],
    starter: "Claude",
  },
  "running, to a stranger": {
    running: { startedAt: Date.now() },
    connection: { ...sampleState().connection, isAws: false },
  },
  untrusted: { trusted: false, sendable: "no", body: { kind: "none", bytes: 0, limit: 1 } },
  blocked: { blocked: "Not readable." },
};
const error = {
  name: "AccessDeniedException",
  httpStatus: 403,
  message: short("No."),
  requestId: "r",
  retryable: false,
  attempts: 1,
  remedy: "Ask for access.",
  actions: [
    { id: "switchProfile", title: "Switch Profile" },
    { id: "openLink", title: "Open Model Access", hint: "https://console.aws.amazon.com/" },
  ],
  explanation: {
    text: "The account has no agreement.",
    actions: [{ id: "retry", title: "Retry" }],
  },
};
const runs: Readonly<Record<string, RunView | null>> = {
  "without a run": null,
  "with an answer": sampleRun({
    reasoning: "Hm.",
    guardrailAction: "INTERVENED",
    isLocal: true,
    lists: { toolCalls: [{ name: "tool", input: short("{}") }] },
    metrics: { attempts: 2, wallMs: 5 },
  }),
  "with everything": sampleRun({
    text: "# Title\n\n- [link](https://a.test)\n\n```\ncode\n```\n\n|a|b|\n|---|---|\n|1|2|",
    lists: {
      citations: {
        count: 5000,
        items: [
          { title: "Source", url: "https://b.test", text: { text: "words …", length: 100_000 } },
        ],
      },
      images: [
        { mediaType: "image/png", bytes: 9 },
        { mediaType: "image/svg+xml", bytes: 9 },
      ],
      omittedImages: [{ number: 3, reason: "svg" }],
      embeddings: [
        { type: "float", dimensions: 2, norm: 1 },
        { type: "float", dimensions: 2, norm: 1 },
      ],
      results: [{ index: 0, relevanceScore: 0.5 }],
    },
    guardrailAction: "INTERVENED",
    hasGuardrailTrace: true,
    cost: { amount: 0.01, currency: "USD" },
  }),
  running: sampleRun({ status: "running", complete: false }),
  failed: sampleRun({ status: "failed", complete: false, error }),
};
const trace = JSON.stringify({
  input: { g: { topicPolicy: { topics: [{ name: "a", action: "BLOCKED" }] }, newPolicy: {} } },
  outputs: [{ g: { wordPolicy: { customWords: [{ match: "[redacted]", action: "BLOCKED" }] } } }],
});

describe("Accessibility", function () {
  // axe looks at every element of a dozen states.
  this.timeout(120_000);
  let pages: Pages;
  let axe: string;
  before(async function () {
    pages = await startPages(this);
    axe = await readFile(axePath, "utf8");
  });
  after(() => pages?.close());

  for (const theme of themes) {
    it(`has no fault in the form, ${theme}`, async () => {
      const { page, say } = await pages.open<HostToForm, FormToHost>("form", { theme });
      await page.evaluate(axe);
      const text = '{ "a": [1, "b", null] } // c';
      await say({ type: "body", text, baseIndent: "", revision: 1, edit: 0 });
      for (const [name, part] of Object.entries(formStates)) {
        await say({ type: "state", sequence: nextSequence(), state: sampleState(part) });
        await page
          .locator(part.blocked === undefined ? ".cm-content" : ".blocked")
          .waitFor({ state: "attached" });
        await assertAccessible(page, name);
      }
      await say({ type: "state", sequence: nextSequence(), state: sampleState() });
      await page.getByText("Advanced").click();
      await page.getByRole("combobox", { name: "Model" }).press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.locator("#list-modelId [aria-selected=true]").waitFor();
      await assertAccessible(page, "with its list open");
      await page.close();
    });

    it(`has no fault in the response view, ${theme}`, async () => {
      const { page, say } = await pages.open<HostToResponse, ResponseToHost>("response", {
        theme,
        height: 400,
      });
      await page.evaluate(axe);
      for (const [name, run] of Object.entries(runs)) {
        await say(numberRun({ type: "run", run }));
        await page.locator("main").waitFor();
        await assertAccessible(page, name);
        const guardrail = page.getByRole("tab", { name: "Guardrail" });
        if ((await guardrail.count()) === 0) continue;
        await guardrail.click();
        const [runId, revealed] = ["run-1", false];
        await say({ type: "guardrail", runId, revealed, trace: short(trace) });
        await page.locator(".assessment").or(page.getByText("There is no trace")).first().waitFor();
        await assertAccessible(page, `guardrail of ${name}`);
      }
      await page.getByRole("tab", { name: "Events" }).click();
      const row = { atMs: 1, size: 2, json: '{"a":1}' };
      await say({
        type: "events",
        runId: "run-1",
        from: 0,
        events: Array.from({ length: 12 }, () => row),
      });
      await page.locator(".event-row").first().click();
      await assertAccessible(page, "events");
      await page.getByRole("button", { name: "More" }).click();
      await assertAccessible(page, "more metrics");
      await page.keyboard.press("Escape");
      await page.getByRole("tab", { name: "JSON" }).click();
      await say({ type: "json", runId: "run-1", text: shortJson('{ "a": [1, "b", null] }') });
      await page.locator(".cm-content").waitFor();
      await page.getByLabel("Filter").fill("a.");
      await page.waitForFunction(() => window.fromPage.some(({ type }) => type === "query"));
      await say({
        type: "queried",
        runId: "run-1",
        id: 1,
        text: short("Unexpected end"),
        failed: true,
      });
      await page.getByText("Unexpected end").waitFor();
      await assertAccessible(page, "JSON");
      await page.getByRole("tab", { name: "Headers" }).click();
      await assertAccessible(page, "headers");
      await page.close();
    });
  }

  it("keeps within 300 pixels", async () => {
    const { page, say } = await pages.open<HostToForm, FormToHost>("form", { width: 300 });
    await say({
      type: "state",
      sequence: nextSequence(),
      state: sampleState(formStates["with problems"]),
    });
    await page.locator("main").waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 300));
    await page.close();
  });
});

async function assertAccessible(page: Page, state: string): Promise<void> {
  const faults = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof Axe };
    const { violations } = await checker.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
      );
  });
  assert.deepEqual(faults, [], state);
}
