import assert from "node:assert/strict";
import { parseRequest } from "../../src/core/request/parse.ts";
import { preflight } from "../../src/core/request/preflight.ts";
import { sendability } from "../../src/core/request/problem.ts";
import { command, invoke } from "./runs.ts";
import { activeTab, activeText, allTabs, closeAll, documentOf, viewOf } from "./window.ts";

describe("the playground", () => {
  beforeEach(closeAll);
  after(closeAll);

  it("opens an unsaved request as a form, named so and ready to be sent", async () => {
    await command("openPlayground");
    const tab = await activeTab("form");
    assert.equal(tab.label, "request-1.bedrock.json");
    const document = documentOf(tab);
    assert.equal(document.isUntitled, true);
    assert.equal(document.languageId, "jsonc");
    const parsed = parseRequest(document.getText());
    assert.deepEqual(parsed.root?.problems, []);
    assert.equal(sendability(preflight(parsed)), "ready");
  });

  it("gives the second one the next number", async () => {
    await command("openPlayground");
    await activeTab("form");
    await command("openPlayground");
    // Forms alone: VS Code 1.110 opens a text beside the form of an unsaved file after a while.
    const forms = allTabs().filter((tab) => viewOf(tab) === "form");
    assert.deepEqual(
      forms.map(({ label }) => label),
      ["request-1.bedrock.json", "request-2.bedrock.json"],
    );
  });

  it("is answered by the sandbox as it stands", async () => {
    await command("openPlayground");
    const document = documentOf(await activeTab("form"));
    const run = await invoke(document.uri);
    assert.equal(run.state.status, "done");
    assert.match(run.state.decoded.text, /sandbox/i);
  });

  it("opens a new request file as text", async () => {
    await command("newRequestFile");
    const tab = await activeTab("text");
    // VS Code may still hold the documents of the tests before, whose numbers are taken.
    assert.match(tab.label, /^request-\d\.bedrock\.json$/);
    const document = documentOf(tab);
    await activeText(document.uri);
    assert.equal(document.languageId, "jsonc");
    assert.equal(sendability(preflight(parseRequest(document.getText()))), "ready");
  });
});
