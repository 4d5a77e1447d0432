import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { json, startFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { resetConnection, setVariables, writeAwsFile } from "./awsFiles.ts";
import { loadedFeatures } from "./extension.ts";
import { answering } from "./picks.ts";
import { command, invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openForm } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

/** Each stands in one place alone, so that a leak tells where it came from. */
const secret = {
  profileKey: "wJalrXUtnFEMIprofilesecretprofilesecret00",
  profileToken: "IQoJprofiletokenprofiletokenprofiletoken",
  processLine: "process-line-secret-0123456789",
  processOutput: "process-stderr-secret-0123456789",
  apiKey: "ABSKapikeysecretapikeysecretapikeysecret",
  envKey: "envsecretenvsecretenvsecretenvsecret0000",
  envBearer: "ABSKenvbearerenvbearerenvbearerenvbearer",
};

const config = `
[profile keys]
region = us-east-1
aws_access_key_id = AKIAKEYSKEYSKEYSKEYS
aws_secret_access_key = ${secret.profileKey}
aws_session_token = ${secret.profileToken}
[profile proc]
region = us-east-1
credential_process = sh -c 'echo ${secret.processOutput} >&2; exit 1' ${secret.processLine}
`;

const levels = ["trace", "debug", "info", "warn", "error", "append", "appendLine"] as const;

describe("the log", () => {
  let server: FaultServer;
  let lines: string[] = [];
  let stop: (() => void) | undefined;
  let unset: (() => void) | undefined;

  beforeEach(async () => {
    await closeAll();
    writeAwsFile("config", config);
    // It says back what it was signed with, as a gateway that is set up badly does.
    server = await startFaultServer((response, request, attempt) =>
      json(403, {
        message: `Denied: ${request.headers["authorization"]} ${request.headers["x-amz-security-token"]}`,
      })(response, request, attempt),
    );
    await setSetting("endpointUrl", server.url);
    await setSetting("signRequests", true);
    const { services } = await loadedFeatures();
    lines = [];
    stop = listenTo(services.log, lines);
  });

  afterEach(async () => {
    stop?.();
    unset?.();
    unset = undefined;
    await resetConnection();
    await closeAll();
    await restoreSettings();
    await server.close();
  });

  const connections: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["keys", () => answering(() => command("connect"), { row: "keys" })],
    ["proc", () => answering(() => command("connect"), { row: "proc" })],
    [
      "API key",
      () =>
        answering(() => command("connect"), { row: "Bedrock API key…" }, { typed: secret.apiKey }),
    ],
    [
      "default credentials",
      async () => {
        unset = setVariables({
          AWS_ACCESS_KEY_ID: "AKIAENVENVENVENVENVE",
          AWS_SECRET_ACCESS_KEY: secret.envKey,
        });
        await answering(() => command("connect"), { row: "Default credentials" });
      },
    ],
    [
      "default credentials with a bearer token",
      async () => {
        unset = setVariables({ AWS_BEARER_TOKEN_BEDROCK: secret.envBearer });
        await answering(() => command("connect"), { row: "Default credentials" });
      },
    ],
  ];

  for (const [name, connect] of connections)
    it(`tells of a run with ${name}, and no secret`, async () => {
      await connect();
      const { uri } = await openForm(writeRequest(requestText("Hello.")));
      const run = await invoke(uri);
      assert.equal(run.state.status, "failed");
      const text = lines.join("\n");
      assert.match(text, new RegExp(run.identity));
      const { services } = await loadedFeatures();
      const places = [text, JSON.stringify(run.state), JSON.stringify(services.connections.picked)];
      for (const place of places)
        for (const [kind, value] of Object.entries(secret))
          assert.ok(!place.includes(value), `${kind} stands in ${place}`);
    });
});

/** Collects what is logged at whatever level; it goes on to the channel. */
function listenTo(log: vscode.LogOutputChannel, lines: string[]): () => void {
  const originals = levels.map((level) => [level, log[level].bind(log)] as const);
  for (const [level, original] of originals)
    Object.defineProperty(log, level, {
      configurable: true,
      value: (message: string | Error, ...rest: unknown[]) => {
        lines.push(`${level} ${String(message)} ${JSON.stringify(rest)}`);
        original(String(message), ...rest);
      },
    });
  return () => {
    for (const [level, original] of originals)
      Object.defineProperty(log, level, { configurable: true, value: original });
  };
}
