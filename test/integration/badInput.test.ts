import assert from "node:assert/strict";
import { closeSync, openSync, rmSync, symlinkSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { ReasonName } from "../../src/core/diagnosis/reasons.ts";
import type { Run } from "../../src/extension/runs/run.ts";
import { json, startFaultServer, withFaultServer } from "../fakes/faultServer.ts";
import { loadedFeatures } from "./extension.ts";
import { recordMessages } from "./messages.ts";
import { command, invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, formViewType, openForm, openText } from "./window.ts";
import { fileUri, removeFile, requestText, writeRequest } from "./workspace.ts";

const modelId = "anthropic.claude-3-haiku-20240307-v1:0";

describe("a request that cannot be answered", () => {
  beforeEach(closeAll);
  afterEach(async () => {
    await closeAll();
    await restoreSettings();
  });

  it("says so when there is no region", async () => {
    await setSetting("region", "");
    const run = await invokeText(requestText("Hello."));
    assertFailed(run, "RegionMissing", "regionMissing");
    assert.equal(run.state.metrics.attempts, 0);
  });

  it("says so when the profile does not exist", async () => {
    await setSetting("signRequests", true);
    await setSetting("profile", "nobody");
    const run = await invokeText(requestText("Hello."));
    assertFailed(run, "ProfileNotFound", "profileUnknown");
    assert.equal(run.state.metrics.attempts, 0);
  });

  it("says so when there are no credentials at all", async () => {
    await setSetting("signRequests", true);
    const run = await invokeText(requestText("Hello."));
    assertFailed(run, "CredentialsProviderError", "credentialsMissing");
  });

  it("does not go unsigned to another machine", async () => {
    await setSetting("endpointUrl", "https://192.0.2.1");
    const run = await invokeText(requestText("Hello."));
    assertFailed(run, "SigningRequired", "signingRequired");
  });

  it("says so when the endpoint is not one", async () => {
    await setSetting("endpointUrl", "ftp://127.0.0.1");
    assertFailed(await invokeText(requestText("Hello.")), "EndpointInvalid", "endpointInvalid");
    await setSetting("endpointUrl", "http://bedrock.example");
    assertFailed(await invokeText(requestText("Hello.")), "EndpointInvalid", "endpointInvalid");
  });

  it("says so when nothing listens at the endpoint", async () => {
    await setSetting("endpointUrl", `http://127.0.0.1:${await freePort()}`);
    await setSetting("maxAttempts", 1);
    assertFailed(await invokeText(requestText("Hello.")), "ConnectionRefused", "connectionRefused");
  });

  it("says so when a gateway answers with a page", async () => {
    await setSetting("maxAttempts", 1);
    const run = await invokeText(requestText("[sandbox:html]"));
    assertFailed(run, "UnexpectedContent", "answerForeign");
    assert.equal(run.state.error?.httpStatus, 502);
  });

  it("says so when a login page stands before the network", async () => {
    const server = await startFaultServer((response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<!DOCTYPE html><title>Sign in</title>");
    });
    try {
      await setSetting("endpointUrl", server.url);
      assertFailed(await invokeText(requestText("Hello.")), "UnexpectedContent", "answerForeign");
    } finally {
      await server.close();
    }
  });

  it("keeps what had come when a stream is cut off", async () => {
    const run = await invokeText(requestText("[sandbox:cut] Of the sea."), "invokeStreaming");
    assertFailed(run, "ConnectionReset", "connectionReset");
    assert.notEqual(run.state.decoded.text, "");
    assert.equal(run.state.complete, false);
  });

  it("keeps what had come when a stream is damaged", async () => {
    const run = await invokeText(requestText("[sandbox:badcrc] Of the sea."), "invokeStreaming");
    assertFailed(run, "StreamBroken", "streamBroken");
    assert.notEqual(run.state.decoded.text, "");
  });

  it("keeps what had come when the service fails in mid-stream", async () => {
    const run = await invokeText(
      requestText("[sandbox:midstream=modelStreamErrorException] Of the sea."),
      "invokeStreaming",
    );
    assertFailed(run, "ModelStreamErrorException", "streamFailed");
    assert.notEqual(run.state.decoded.text, "");
  });

  it("gives up on a server that is silent for longer than the setting allows", async () => {
    await setSetting("readTimeoutSeconds", 1);
    const run = await invokeText(requestText("[sandbox:silent]"));
    assertFailed(run, "ReadTimeout", "readTimeout");
    assert.equal(run.state.metrics.attempts, 1);
  });

  it("tells the service's own exception with its status and request id", async () => {
    const run = await invokeText(requestText("[sandbox:error=AccessDeniedException]"));
    assertFailed(run, "AccessDeniedException", "modelAccessMissing");
    assert.equal(run.state.error?.httpStatus, 403);
    assert.ok(run.state.error.requestId);
  });
});

describe("a request that cannot be sent", () => {
  const outside = path.join(tmpdir(), `bedrock-invoke-outside-${process.pid}.json`);

  beforeEach(closeAll);
  afterEach(async () => {
    await closeAll();
    await restoreSettings();
    removeFile("link.json");
    rmSync(outside, { force: true });
  });

  const bodyFiles: readonly (readonly [string, string, RegExp])[] = [
    ["is missing", "./nowhere.json", /there is no such file/],
    ["is a folder", "./", /it is a folder/],
    ["is outside of the workspace", `../../${path.basename(outside)}`, /outside/],
    ["is an absolute path", outside, /relative path/],
    ["is a link to the outside", "./link.json", /outside/],
    ["holds a NUL", "./a\u0000b.json", /cannot be read/],
  ];
  for (const [what, bodyFile, message] of bodyFiles)
    it(`sends nothing when its body file ${what}, and says so`, async () => {
      writeFileOutside(outside);
      symlinkSync(outside, fileUri("link.json").fsPath);
      await assertNotSent(JSON.stringify({ modelId, bodyFile }), message);
    });

  for (const [what, text, message] of [
    ["it is empty", "", /empty/],
    ["it is not JSON", "hello", /JSON object/],
    [
      "it is of a newer version",
      `{ "version": 9, "modelId": "${modelId}", "body": {} }`,
      /version 9/,
    ],
    ["its members have wrong types", `{ "modelId": 7, "body": {} }`, /"modelId" must be a string/],
    [
      "its body is broken",
      `{ "modelId": "${modelId}", "body": { "a": } }`,
      /body is not valid JSON/,
    ],
  ] as const)
    it(`sends nothing when ${what}, and says so`, () => assertNotSent(text, message));
});

describe("a request file over VS Code's 50 MB", function () {
  // VS Code reads the whole file for a form, which takes long on a busy machine.
  this.timeout(180_000);
  const huge = "huge.bedrock.json";

  before(() => {
    const file = openSync(fileUri(huge).fsPath, "w");
    writeSync(file, `{ "modelId": "${modelId}", "body": { "a": "`);
    for (let mib = 0; mib < 50; mib++) writeSync(file, "x".repeat(1 << 20));
    writeSync(file, '" } }\n');
    closeSync(file);
  });
  afterEach(closeAll);
  after(() => removeFile(huge));

  for (const as of ["form", "text"] as const)
    it(`opened as ${as} sends nothing, says why, and leaves the window alive`, async () => {
      const uri = fileUri(huge);
      if (as === "form") await vscode.commands.executeCommand("vscode.openWith", uri, formViewType);
      else await vscode.commands.executeCommand("vscode.open", uri);
      const messages = recordMessages();
      await command("invoke");
      assert.match(await messages.next(), /50 MB/);
      messages.stop();
      const { services } = await loadedFeatures();
      assert.ok(!services.runs.of(uri));
      await closeAll();
      const other = await openForm(fileUri("claude-chat.bedrock.json"));
      assert.equal((await invoke(other.uri)).state.status, "done");
    });
});

async function invokeText(text: string, id?: string): Promise<Run> {
  const { uri } = await openText(writeRequest(text));
  const run = await invoke(uri, id);
  await closeAll();
  return run;
}

async function assertNotSent(text: string, message: RegExp): Promise<void> {
  await withFaultServer(json(200, {}), async (server) => {
    await setSetting("endpointUrl", server.url);
    const { uri } = await openText(writeRequest(text));
    const messages = recordMessages();
    await command("invoke");
    const { services } = await loadedFeatures();
    assert.ok(!services.runs.of(uri));
    assert.match(await messages.next(), message);
    assert.deepEqual(server.requests, []);
    messages.stop();
  });
}

function assertFailed({ state }: Run, error: string, reason: ReasonName): void {
  assert.equal(state.status, "failed");
  assert.equal(state.error?.name, error);
  assert.equal(state.error.reason, reason);
}

function writeFileOutside(file: string): void {
  const handle = openSync(file, "w");
  writeSync(handle, '{ "secret": 1 }');
  closeSync(handle);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  assert.ok(address && typeof address === "object");
  return address.port;
}
