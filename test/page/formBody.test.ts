import assert from "node:assert/strict";
import { applyChanges } from "./harness/applyChanges.ts";
import { useFormPage } from "./harness/formPage.ts";

const file = '{\n      "max_tokens": 10,\n      // as asked\n      "messages": []\n    }';
const baseIndent = "    ";

describe("The form's body editor", () => {
  const form = useFormPage();
  beforeEach(async () => {
    await form.show();
    await form.say({ type: "body", text: file, baseIndent, revision: 7, edit: 0 });
    await form.page.getByText("as asked").waitFor();
  });

  it("shows the body without its base indent", async () => {
    assert.equal(await shown(), '{\n  "max_tokens": 10,\n  // as asked\n  "messages": []\n}');
  });

  it("sends what is typed, in the file's own places", async () => {
    await caretAfter('"max_tokens": 10,');
    await form.page.keyboard.type("\n// two\n// three");
    assert.equal((await form.next("editBody")).revision, 7);
    assert.equal(await fileNow(), file.replace("10,", "10,\n      // two\n      // three"));
  });

  it("goes to a place that the host names, and takes the focus", async () => {
    // Behind the base indent, which is in the file alone.
    await form.say({ type: "goToBody", place: { line: 3, character: 6 } });
    await form.page.locator(".cm-editor.cm-focused").waitFor();
    await form.page.keyboard.type("// here\n");
    assert.equal(await fileNow(), file.replace('"messages"', '// here\n      "messages"'));
  });

  it("rings the whole editor while it has the focus, the gutter too", async () => {
    const ring = () =>
      form.page.locator(".editor-host").evaluate((host) => getComputedStyle(host).outlineStyle);
    assert.equal(await ring(), "none");
    await form.page.locator(".cm-content").focus();
    await form.page.locator(".cm-editor.cm-focused").waitFor();
    assert.equal(await ring(), "solid");
  });

  it("indents a line after an opening bracket and takes the closing one back", async () => {
    await caretAfter('"messages": [');
    await form.page.keyboard.press("Enter");
    await form.page.keyboard.type("1");
    assert.equal(await fileNow(), file.replace("[]", "[\n        1\n      ]"));
  });

  it("joins lines, pastes lines and deletes over lines", async () => {
    await caretAfter('"max_tokens": 10,');
    await form.page.keyboard.press("Delete");
    assert.equal(await fileNow(), file.replace("10,\n      //", "10,  //"));
    await form.page.keyboard.press("Control+a");
    await form.page.keyboard.insertText('{\n  "a": [\n    1\n  ]\n}');
    assert.equal(await fileNow(), '{\n      "a": [\n        1\n      ]\n    }');
  });

  it("sends edits made at once as one message, whose places are those before any of them", async () => {
    await caretAfter("{");
    await form.page.keyboard.press("Control+f");
    await form.page.getByRole("textbox", { name: "Find" }).fill("a");
    await form.page.getByRole("textbox", { name: "Replace" }).fill("a\\na");
    await form.page.getByRole("button", { name: "replace all" }).click();
    const { changes } = await form.next("editBody");
    assert.equal(changes.length, 4);
    assert.equal(applyChanges(file, changes), file.replaceAll("a", "a\n    a"));
  });

  it("sends what is pending before it says that it is flushed", async () => {
    await caretAfter("// as asked");
    await form.page.keyboard.type("!");
    await form.say({ type: "flush", id: 3 });
    await form.next("editBody");
    assert.deepEqual(await form.next("flushed"), { type: "flushed", id: 3 });
  });

  it("sends what is pending when it loses the focus, and before Invoke", async () => {
    await caretAfter("// as asked");
    await form.page.keyboard.type("!");
    await form.page.keyboard.press("Control+Enter");
    const types = (await form.said()).map(({ type }) => type);
    assert.deepEqual(types, ["ready", "unsent", "editBody", "invoke"]);
  });

  it("tells of all that is typed before it sends it, and sends at once what is too long to be told of", async () => {
    await caretAfter("// as asked");
    await form.page.keyboard.type("!");
    await form.next("editBody");
    const [, told, sent] = await form.said();
    assert.deepEqual(told, { type: "unsent", edits: [sent] });
    await form.page.keyboard.insertText("x".repeat(20_000));
    await form.next("editBody");
    const last = (await form.said()).at(-1);
    assert.equal(last?.type, "editBody");
  });

  it("leaves undo and redo to the document", async () => {
    await caretAfter("// as asked");
    await form.page.keyboard.type("!");
    await form.page.keyboard.press("Control+z");
    await form.next("editBody");
    await form.next("undo");
    assert.match(await shown(), /asked!/);
    await form.page.keyboard.press("Control+Shift+z");
    await form.next("redo");
    await form.page.keyboard.press("Control+y");
    await form.next("redo");
  });

  it("takes in a change from elsewhere with the caret where it was, and does not echo it", async () => {
    await caretAfter("// as asked");
    const changed = file.replace("10", "4096");
    await form.say({ type: "body", text: changed, baseIndent, revision: 8, edit: 0 });
    await form.page.getByText("4096").waitFor();
    await form.page.keyboard.type("?");
    const { changes, revision } = await form.next("editBody");
    assert.equal(revision, 8);
    assert.equal(applyChanges(changed, changes), changed.replace("asked", "asked?"));
  });

  it("keeps unsent typing on top of a change from elsewhere", async () => {
    await caretAfter("// as asked");
    await form.page.keyboard.type("?");
    const changed = file.replace("10", "4096");
    await form.say({ type: "body", text: changed, baseIndent, revision: 8, edit: 0 });
    await form.next("editBody");
    assert.match(await shown(), /4096[^]*asked\?/);
  });

  it("sends again what the host had no use for, upon the text that it has now", async () => {
    await caretAfter("// as asked");
    await form.page.keyboard.type("?");
    assert.equal((await form.next("editBody")).revision, 7);
    await form.page.keyboard.type("!");
    const changed = file.replace("10", "4096");
    await form.say({ type: "body", text: changed, baseIndent, revision: 8, edit: 0 });
    let again = await form.next("editBody");
    // On a busy machine the page sends the second key before it hears of the change.
    while (again.revision === 7) again = await form.next("editBody");
    assert.equal(again.revision, 8);
    assert.equal(applyChanges(changed, again.changes), changed.replace("asked", "asked?!"));
    assert.match(await shown(), /4096[^]*asked\?!/);
  });

  it("does not send again what the host says is in the file", async () => {
    await caretAfter("// as asked");
    await form.page.keyboard.type("?");
    const first = await form.next("editBody");
    await form.say({ type: "bodyEdited", edit: first.edit });
    await form.page.keyboard.type("!");
    const second = await form.next("editBody");
    assert.ok(second.edit > first.edit);
    const text = file.replace("10", "4096").replace("asked", "asked?!");
    await form.say({ type: "body", text, baseIndent, revision: 8, edit: second.edit });
    await form.page.getByText("4096").waitFor();
    await form.say({ type: "flush", id: 5 });
    await form.next("flushed");
    assert.equal((await form.said()).filter(({ type }) => type === "editBody").length, 2);
    assert.match(await shown(), /asked\?!/);
  });

  it("stays when the body is emptied, says so under the editor, and takes in what is written anew", async () => {
    await caretAfter("{");
    await form.page.keyboard.press("Control+a");
    await form.page.keyboard.press("Delete");
    assert.equal(await fileNow(), "");
    const message = "The body is empty: there is nothing to send.";
    const problem = { id: 0, severity: "error" as const, message, member: "body" };
    const body = { kind: "inline" as const, bytes: 0, limit: 25_000_000 };
    await form.show({ problems: [problem], body, sendable: "warn" });
    await form.page.locator("body-pane .member-problems", { hasText: message }).waitFor();
    await form.page.locator(".problem-link", { hasText: message }).click();
    await form.page.keyboard.insertText('{ "new": 1 }');
    assert.equal(await fileNow(), '{ "new": 1 }');
  });

  it("offers to redo where Undo has gone past the beginning", async () => {
    const body = { kind: "none" as const, bytes: 0, limit: 25_000_000 };
    await form.show({ body, undone: true });
    await form.page.getByText("Undo went past the beginning").waitFor();
    await form.page.getByRole("button", { name: "Redo" }).click();
    await form.next("redo");
  });

  it("shows problems in place", async () => {
    const problem = {
      id: 5,
      severity: "error" as const,
      message: "10 is too few",
      member: "body",
      from: { line: 1, character: 20 },
      to: { line: 1, character: 22 },
      fixTitle: "Use 100",
    };
    await form.show({ problems: [problem] });
    const marked = form.page.locator(".cm-lintRange-error");
    assert.equal(await marked.textContent(), "10");
    await marked.hover();
    await form.page.locator(".cm-tooltip button", { hasText: "Use 100" }).click();
    assert.deepEqual(await form.next("applyFix"), { type: "applyFix", problem: 5 });
    await form.page.locator(".problem-link").click();
    await form.page.keyboard.type("9");
    assert.equal(await fileNow(), file.replace("10", "910"));
  });

  it("finds text in the body, and keeps Esc for its search while a request runs", async () => {
    await form.show({ running: { startedAt: Date.now() } });
    await caretAfter("// as asked");
    await form.page.keyboard.press("Control+f");
    await form.page.getByRole("textbox", { name: "Find" }).waitFor();
    await form.page.keyboard.press("Escape");
    await form.page.getByRole("textbox", { name: "Find" }).waitFor({ state: "detached" });
    await form.page.keyboard.press("Escape");
    await form.next("cancel");
    assert.equal((await form.said()).filter(({ type }) => type === "cancel").length, 1);
  });

  it("edits a body of 25 MB where the caret is", async () => {
    const row = `      "line": "${"x".repeat(100)}",\n`;
    const big = `{\n${row.repeat(220_000)}      "end": 1\n    }`;
    await form.say({ type: "body", text: big, baseIndent, revision: 9, edit: 0 });
    await form.page.getByText("xxxxx").first().waitFor();
    await form.page.locator(".cm-line").nth(3).click();
    await form.page.keyboard.press("Control+End");
    await form.page.keyboard.type("// the end");
    await form.say({ type: "flush", id: 1 });
    await form.next("flushed");
    const edits = (await form.said()).filter((message) => message.type === "editBody");
    const places = edits.map(({ changes: [change] }) => change?.from);
    assert.equal(edits.map(({ changes: [change] }) => change?.insert).join(""), "// the end");
    assert.deepEqual(places[0], { line: 220_002, character: 5 });
    await form.page.locator(".cm-line span", { hasText: "// the end" }).waitFor();
  });

  it("colours and edits a body with a string of 5 MB", async () => {
    const big = `{\n      "image": "${"QUJD".repeat(1_250_000)}",\n      "end": 1\n    }`;
    await form.say({ type: "body", text: big, baseIndent, revision: 9, edit: 0 });
    await form.page.getByText('"image"').waitFor();
    await form.page.locator(".cm-content").focus();
    await form.page.keyboard.press("Control+End");
    await form.page.locator(".cm-line span", { hasText: '"end"' }).waitFor();
    await form.page.keyboard.type(" ");
    const { changes } = await form.next("editBody");
    assert.deepEqual(changes[0]?.from, { line: 3, character: 5 });
  });

  /** The file as the host has it once all typing is sent. */
  async function fileNow(): Promise<string> {
    await form.say({ type: "flush", id: 99 });
    await form.next("flushed");
    const edits = (await form.said()).filter((message) => message.type === "editBody");
    return edits.reduce((text, { changes }) => applyChanges(text, changes), file);
  }

  async function shown(): Promise<string> {
    return (await form.page.locator(".cm-line").allTextContents()).join("\n");
  }

  async function caretAfter(text: string): Promise<void> {
    const { line, before: characters } = await form.page.evaluate((wanted) => {
      const lines = [...document.querySelectorAll(".cm-line")];
      const at = lines.findIndex((one) => one.textContent?.includes(wanted));
      return { line: at, before: (lines[at]?.textContent ?? "").indexOf(wanted) + wanted.length };
    }, text);
    await form.page.locator(".cm-line").nth(line).click();
    await form.page.keyboard.press("Home");
    await form.page.keyboard.press("Home");
    for (let index = 0; index < characters; index++) await form.page.keyboard.press("ArrowRight");
  }
});
