import assert from "node:assert/strict";
import { useFormPage } from "./harness/formPage.ts";
import { sampleState } from "./harness/samples.ts";

describe("The form's run", () => {
  const form = useFormPage();

  it("starts by the button and by Ctrl+Enter, from wherever the focus is", async () => {
    await form.show();
    await button("Invoke").click();
    assert.deepEqual(await form.next("invoke"), { type: "invoke" });
    await form.page.getByLabel("Trace").press("Control+Enter");
    await form.next("invoke");
    await button("Invoke").focus();
    await form.page.keyboard.press("Control+Enter");
    await form.next("invoke");
    await form.say({ type: "flush", id: 1 });
    await form.next("flushed");
    assert.equal((await types()).filter((type) => type === "invoke").length, 3);
  });

  it("does not start what cannot be sent, unless something was typed meanwhile", async () => {
    const problem = { id: 1, severity: "error" as const, message: "No model.", member: "modelId" };
    await form.show({ sendable: "no", members: {}, problems: [problem] });
    await form.page.locator("vscode-button.invoke[disabled]").waitFor();
    await form.page.keyboard.press("Control+Enter");
    await form.page.locator("#field-modelId:focus").waitFor();
    assert.ok(!(await types()).includes("invoke"));
    await form.page.keyboard.type("m.x");
    await form.page.keyboard.press("Control+Enter");
    await form.next("invoke");
    assert.deepEqual((await types()).slice(-2), ["set", "invoke"]);
  });

  it("offers to send what the service would refuse", async () => {
    await form.show({ sendable: "warn" });
    await button("Send anyway").click();
    assert.deepEqual(await form.next("invoke"), { type: "invoke", anyway: true });
  });

  it("sends nothing from an untrusted workspace", async () => {
    await form.show({ trusted: false, sendable: "warn" });
    await form.page.getByText("This workspace is not trusted").waitFor();
    await form.page.locator("vscode-button.invoke[disabled]").waitFor();
    await form.page.keyboard.press("Control+Enter");
    await form.say({ type: "flush", id: 1 });
    await form.next("flushed");
    assert.ok(!(await types()).includes("invoke"));
  });

  it("shows the time of a run and cancels it by button or Esc", async () => {
    await form.show({ running: { startedAt: Date.now() - 61_000 } });
    await form.page.getByText(/^1 min 0\d s$/).waitFor();
    assert.equal(await button("Invoke").count(), 0);
    await button("Cancel").click();
    await form.next("cancel");
    await form.page.getByLabel("Trace").press("Escape");
    await form.next("cancel");
    await form.show();
    await button("Invoke").waitFor();
    await form.page.keyboard.press("Escape");
    await form.say({ type: "flush", id: 1 });
    await form.next("flushed");
    assert.equal((await types()).filter((type) => type === "cancel").length, 2);
  });

  it("cancels a run by Esc from the press on, before the host says that it runs", async () => {
    await form.show();
    await button("Invoke").click();
    await form.next("invoke");
    await form.page.keyboard.press("Escape");
    await form.next("cancel");
    await form.page.keyboard.press("Escape");
    await form.say({ type: "flush", id: 1 });
    await form.next("flushed");
    assert.equal((await types()).filter((type) => type === "cancel").length, 1);
  });

  it("says who sends where, and warns of a stranger", async () => {
    const { connection } = sampleState();
    await form.show();
    await button(/Signs: dev/).click();
    await form.next("connect");
    await button(/Region: us-east-1/).click();
    await form.next("switchRegion");
    assert.equal(await form.page.locator(".notice-badge").count(), 0);
    const strange = { isAws: false, endpointHost: "evil.example", strangers: ["evil.example"] };
    await form.show({ connection: { ...connection, ...strange } });
    await form.page.getByText("Not AWS: evil.example").waitFor();
    assert.equal(await form.page.locator(".notice-badge").count(), 1);
    await form.show({ connection: { ...connection, isAws: false, isLocal: true } });
    await form.page.getByText("Local").waitFor();
    assert.equal(await form.page.getByText("Not AWS").count(), 0);
  });

  it("names the sandbox, with its address behind the name", async () => {
    const { connection } = sampleState();
    const local = { isAws: false, isLocal: true, isSandbox: true, endpointHost: "127.0.0.1:4599" };
    await form.show({ connection: { ...connection, ...local, identity: "Sandbox" } });
    const named = button(/Connected to: Sandbox/);
    assert.match((await named.getAttribute("title")) ?? "", /The sandbox at 127\.0\.0\.1:4599/);
    assert.equal(await form.page.locator("vscode-badge.local").count(), 0, "said twice");
    await form.show({ connection: { ...connection, ...local } });
    await button(/Signs: dev/).waitFor();
    const badge = form.page.locator("vscode-badge.local");
    assert.equal(await badge.innerText(), "Sandbox");
    assert.match((await badge.getAttribute("title")) ?? "", /127\.0\.0\.1:4599/);
    assert.equal(await form.page.getByText("Local:").count(), 0);
  });

  it("shows where an endpoint came from, a stranger's lists, TLS that is off, and no connection", async () => {
    const { connection } = sampleState();
    await form.show({ connection: { ...connection, endpointSource: "AWS_ENDPOINT_URL" } });
    await form.page.getByText(`${connection.endpointHost} (AWS_ENDPOINT_URL)`).waitFor();
    await form.show({ connection: { ...connection, strangers: ["lists.example"] } });
    await form.page.getByText("Lists not from AWS: lists.example").waitFor();
    await form.show({ connection: { ...connection, verifyTls: false } });
    await form.page.locator(".danger-badge").getByText("TLS not verified").waitFor();
    await form.show({ connection: { ...connection, region: "", problem: "No region is set." } });
    await form.page.getByText("No region is set.").waitFor();
  });

  it("offers a starter body, and says where the body is when it is not here", async () => {
    await form.show({ starter: "Claude" });
    await button("Insert a starter body for Claude").click();
    await form.next("insertStarter");
    await button("Format").click();
    await form.next("formatBody");
    const body = { kind: "none" as const, bytes: 0, limit: 25_000_000 };
    await form.show({ starter: "Claude", body });
    await button("Insert a starter body for Claude").click();
    await form.next("insertStarter");
    await form.show({ body });
    await button("Add a body").click();
    await form.next("addBody");
    await form.show({ members: { bodyFile: "./a.json" }, body: { ...body, kind: "file" } });
    await form.page.getByText("./a.json").waitFor();
    await button("Edit the path").click();
    await form.page.locator("#field-bodyFile:focus").waitFor();
  });

  it("says why a file cannot be edited here, and opens it as text", async () => {
    await form.show({ blocked: "It was made by a newer version." });
    await form.page.getByText("It was made by a newer version.").waitFor();
    await button("Open as text").click();
    await form.next("openAsText");
    await form.page.keyboard.press("Control+Enter");
    await form.show();
    await button("Invoke").waitFor();
    assert.ok(!(await types()).includes("invoke"));
  });

  function button(name: string | RegExp) {
    return form.page.getByRole("button", { name });
  }

  async function types(): Promise<string[]> {
    const said = (await form.said()).map(({ type }) => type);
    return said.filter((type) => type !== "unsent");
  }
});
