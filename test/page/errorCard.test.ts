import assert from "node:assert/strict";
import type { HostToResponse, ResponseToHost, RunView } from "../../src/protocol/response.ts";
import { type OpenPage, type Pages, startPages } from "./harness/openPage.ts";
import { nextSequence, sampleRun, short } from "./harness/samples.ts";

const profile = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
const error: NonNullable<RunView["error"]> = {
  name: "AccessDeniedException",
  httpStatus: 403,
  message: short("You don't have access to the model with the specified model ID."),
  requestId: "req-1",
  retryable: false,
  attempts: 1,
  remedy: "Ask for access to the model.",
  actions: [
    { id: "useModel", title: `Use ${profile} and Retry` },
    { id: "openLink", title: "Open Model Access", hint: "https://console.aws.amazon.com/x" },
    { id: "whyDenied", title: "Why Denied?" },
    { id: "showLog", title: "Show Log" },
  ],
};

describe("The card of an error", () => {
  let pages: Pages;
  let view: OpenPage<HostToResponse, ResponseToHost>;
  before(async function () {
    pages = await startPages(this);
    view = await pages.open("response", { width: 900, height: 600 });
    await view.next("ready");
  });
  after(() => pages?.close());
  afterEach(async () => assert.deepEqual(await view.violations(), []));

  const show = (more: Partial<typeof error> = {}) =>
    view.say({
      type: "run",
      sequence: nextSequence(),
      run: sampleRun({ status: "failed", complete: false, text: "", error: { ...error, ...more } }),
    });
  const card = () => view.page.locator(".error-card");
  const button = (name: string | RegExp) => card().getByRole("button", { name });

  it("has one button that stands out, and says where a link leads", async () => {
    await show();
    await button(/and Retry/).waitFor();
    assert.equal(await card().locator("vscode-button:not([secondary])").count(), 1);
    assert.equal(await card().locator("vscode-button[title]").count(), 1);
    const link = card().locator("vscode-button[title]");
    assert.equal(await link.getAttribute("title"), "https://console.aws.amazon.com/x");
    assert.equal(await button(/show log/i).count(), 1);
  });

  it("shows the commands of a remedy as code, and all else as it stands", async () => {
    await show({
      remedy: "Sign in (`aws sso login --profile <b>x</b>`), then `retry: a ` is one.",
    });
    const remedy = card().locator(".remedy");
    await remedy.getByText("aws sso login --profile <b>x</b>", { exact: true }).waitFor();
    assert.deepEqual(await remedy.locator("code").allTextContents(), [
      "aws sso login --profile <b>x</b>",
      "retry: a ",
    ]);
    assert.equal(
      (await remedy.innerText()).trim(),
      "Sign in (aws sso login --profile <b>x</b>), then retry: a  is one.",
    );
    await show({ remedy: "One ` alone." });
    await remedy.getByText("One ` alone.").waitFor();
    assert.equal(await remedy.locator("code").count(), 0);
  });

  it("fits into a narrow pane, its longest title in lines", async () => {
    await view.page.setViewportSize({ width: 220, height: 600 });
    await show({ message: short("a".repeat(400)) });
    await button(/and Retry/).waitFor();
    const overflow = await card().evaluate((element) => {
      const right = element.getBoundingClientRect().right;
      const parts = [...element.querySelectorAll("*")];
      return parts.filter((part) => part.getBoundingClientRect().right > right + 1).length;
    });
    assert.equal(overflow, 0);
    await view.page.setViewportSize({ width: 900, height: 600 });
  });

  it("keeps the remedy in sight behind a page of an error", async () => {
    await show({ message: short("<p>line</p>\n".repeat(300)) });
    const box = await card().locator(".remedy").boundingBox();
    assert.ok(box && box.y + box.height < 600, JSON.stringify(box));
  });

  it("is shown from its head on in a low view when a stream fails", async () => {
    await view.page.setViewportSize({ width: 900, height: 170 });
    const ofStream = { runId: "run-of-stream", complete: false, text: "" };
    for (const run of [
      sampleRun({ ...ofStream, status: "running" }),
      sampleRun({ ...ofStream, status: "failed", error }),
    ])
      await view.say({ type: "run", sequence: nextSequence(), run });
    await button(/and Retry/).waitFor();
    const { cardTop, viewTop, isTaller } = await card().evaluate((element) => {
      const scroller = element.closest(".scroller");
      if (!scroller) throw new Error("The card is in no scroller.");
      return {
        cardTop: element.getBoundingClientRect().top,
        viewTop: scroller.getBoundingClientRect().top,
        isTaller: element.clientHeight > scroller.clientHeight,
      };
    });
    assert.ok(isTaller);
    assert.ok(cardTop >= viewTop - 1, `${cardTop} is above ${viewTop}`);
    await view.page.setViewportSize({ width: 900, height: 600 });
  });

  it("says why the model is denied in its place, with buttons that count on", async () => {
    await show({ explanation: { actions: [] } });
    await card()
      .getByRole("status")
      .getByText("Checking the account's access to the model")
      .waitFor();
    await show({
      explanation: {
        text: "The account has no agreement with its provider.",
        actions: [{ id: "retry", title: "Retry" }],
      },
    });
    await card().getByRole("status").getByText("no agreement with its provider").waitFor();
    await button("Retry").last().click();
    assert.deepEqual(await view.next("action"), { type: "action", runId: "run-1", index: 4 });
    await show();
    await card().locator(".explanation").waitFor({ state: "hidden" });
  });
});
