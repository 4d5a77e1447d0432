import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { SignInKind } from "../../src/core/diagnosis/failure.ts";
import { signInWithCli } from "../../src/extension/connection/signIn.ts";
import { resetConnection, setVariables, writeAwsFile } from "./awsFiles.ts";
import { performAction } from "../../src/extension/response/remedies.ts";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { recordMessages, type Messages } from "./messages.ts";
import { answering } from "./picks.ts";
import { command, invoke } from "./runs.ts";
import { closeAll, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const config = `
[profile beta]
region = us-east-1
sso_session = s
sso_account_id = 123456789012
sso_role_name = dev
[profile gamma]
login_session = arn:aws:iam::123456789012:user/x
[sso-session s]
sso_region = us-west-2
sso_start_url = https://example.awsapps.com/start
`;

describe("signing in from the editor", () => {
  let folder = "";
  let messages: Messages;
  let unset: (() => void) | undefined;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "bedrock-invoke-aws-"));
    writeAwsFile("config", config);
    messages = recordMessages();
  });

  afterEach(async () => {
    messages.stop();
    unset?.();
    unset = undefined;
    await resetConnection();
    await closeAll();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Puts an AWS CLI on the PATH that notes its arguments, one a line, and ends with this code. */
  function installAws(exitCode: number): void {
    const file = path.join(folder, "aws");
    writeFileSync(
      file,
      `#!/bin/sh\nprintf '%s\\n' "$@" "$AWS_CONFIG_FILE" > '${folder}/args'\nexit ${exitCode}\n`,
    );
    chmodSync(file, 0o755);
    unset = setVariables({ PATH: `${folder}${path.delimiter}${process.env["PATH"]}` });
  }

  const noted = () => readFileSync(path.join(folder, "args"), "utf8").trimEnd().split("\n");

  it("runs aws sso login in a terminal named so, and offers what is next when it ends well", async () => {
    installAws(0);
    const opened = nextTerminal();
    await answering(() => command("connect"), { row: "beta", button: "Sign In" });
    assert.equal((await opened).name, "aws sso login --profile beta");
    assert.equal(await messages.next(), "Signed in: aws sso login --profile beta");
    assert.deepEqual(noted(), [
      "sso",
      "login",
      "--profile",
      "beta",
      process.env["AWS_CONFIG_FILE"],
    ]);
  });

  it("runs aws login for a profile of that kind", async () => {
    installAws(0);
    const lists = await answering(() => command("connect"), { row: "Sign In…" }, { row: "gamma" });
    assert.deepEqual(lists[1]?.rows, ["beta: SSO", "gamma: aws login"]);
    assert.equal(await messages.next(), "Signed in: aws login --profile gamma");
    assert.deepEqual(noted().slice(0, 3), ["login", "--profile", "gamma"]);
  });

  it("gives a profile's name to the CLI as it is: nothing in it becomes a command", async () => {
    installAws(0);
    const name = `x; touch ${folder}/pwned $(touch ${folder}/pwned) "'`;
    await signInWith("awsLogin", name);
    await messages.next();
    assert.deepEqual(noted().slice(0, 3), ["login", "--profile", name]);
    assert.equal(existsSync(path.join(folder, "pwned")), false);
  });

  it("is offered by the error of a run whose SSO session is missing, and runs in a terminal", async () => {
    installAws(0);
    const { services, forms } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "profile", profile: "beta" } });
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const run = await invoke(uri);
    const action = run.state.error?.actions.find(({ id }) => id === "ssoLogin");
    assert.deepEqual(action, { id: "ssoLogin", profile: "beta" }, JSON.stringify(run.state.error));
    const opened = nextTerminal();
    await performAction(action, run, services, forms);
    assert.equal((await opened).name, "aws sso login --profile beta");
    assert.equal(await messages.next(), "Signed in: aws sso login --profile beta");
  });

  it("sends again at Retry", async () => {
    installAws(0);
    const { showInformationMessage } = vscode.window;
    let offered: readonly unknown[] = [];
    const retried = new Promise<void>((resolve) => {
      Object.assign(vscode.window, {
        showInformationMessage: async (_text: string, ...choices: string[]) => {
          offered = choices;
          return "Retry";
        },
      });
      void signInWith("ssoLogin", undefined, resolve);
    });
    await retried;
    Object.assign(vscode.window, { showInformationMessage });
    assert.deepEqual(offered, ["Retry"]);
    assert.deepEqual(noted().slice(0, -1), ["sso", "login"]);
  });

  it("sends the request again that wanted it, though another is shown meanwhile", async () => {
    installAws(0);
    const { services, forms } = await loadedFeatures();
    const { connections, runs } = services;
    await connections.pick({ identity: { kind: "profile", profile: "beta" } });
    const [first, second] = [writeRequest(requestText("One.")), writeRequest(requestText("Two."))];
    await openText(first);
    const failed = await invoke(first);
    await connections.pick({});
    await openText(second);
    const other = await invoke(second);
    const { showInformationMessage } = vscode.window;
    Object.assign(vscode.window, { showInformationMessage: async () => "Retry" });
    try {
      const action = failed.state.error?.actions.find(({ id }) => id === "ssoLogin");
      const again = eventually("the second run", [runs.onDidChange], () =>
        whenTrue(runs.of(first) !== failed && runs.of(first)?.running === false),
      );
      await performAction(action, failed, services, forms);
      await again;
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
    assert.equal(runs.of(first)?.state.status, "done");
    assert.equal(runs.of(second), other);
  });

  it("says so when the sign-in fails, and offers it again", async () => {
    installAws(3);
    await signInWith("ssoLogin", "beta");
    assert.match(await messages.next(), /^Not signed in: .*--profile beta" ended with exit code 3/);
  });

  it("says where to get the AWS CLI when there is none", async () => {
    unset = setVariables({ PATH: folder });
    await signInWith("awsLogin", "beta");
    assert.match(
      await messages.next(),
      /^"aws login --profile beta" cannot be run: there is no AWS CLI/,
    );
  });
});

function nextTerminal(): Promise<vscode.Terminal> {
  return new Promise((resolve) => {
    const subscription = vscode.window.onDidOpenTerminal((terminal) => {
      subscription.dispose();
      resolve(terminal);
    });
  });
}

async function signInWith(
  kind: SignInKind,
  profile: string | undefined,
  retry?: () => unknown,
): Promise<void> {
  const { services } = await loadedFeatures();
  await signInWithCli(kind, profile, retry, services.boundary);
}
