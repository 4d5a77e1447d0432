import { homedir } from "node:os";
import * as vscode from "vscode";
import type { SignInKind } from "../../core/diagnosis/failure.ts";
import { shellOf } from "../../core/shellWord.ts";
import { signInCommand } from "../../core/signInCommand.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import { findAwsCommand } from "./awsCommand.ts";

const signingIn = "Signing in";

/**
 * Signs in through the AWS CLI in a terminal of this window, and returns once that terminal has begun. When the CLI has
 * ended well, "Retry" is offered if there is something to send again. Without the CLI it says where to get it.
 */
export async function signInWithCli(
  kind: SignInKind,
  profile: string | undefined,
  retry: (() => unknown) | undefined,
  boundary: ErrorBoundary,
): Promise<void> {
  const { window } = vscode;
  const args = [
    ...(kind === "ssoLogin" ? ["sso", "login"] : ["login"]),
    ...(profile === undefined ? [] : ["--profile", profile]),
  ];
  const name = ["aws", ...args].join(" ");
  // Pasted into a shell, the name of a profile must not become a command.
  const command = signInCommand(kind, profile, shellOf(vscode.env.shell));
  const open = window.terminals.find((each) => each.name === name && !each.exitStatus);
  if (open) return open.show();
  const folders = vscode.workspace.workspaceFolders ?? [];
  const aws = await findAwsCommand(
    process.env,
    folders.map(({ uri }) => uri.fsPath),
  );
  if (aws === undefined) {
    boundary.background(signingIn, () => offerInstallation(name));
    return;
  }
  // The program itself, without a shell: nothing in a profile's name can become a command.
  const terminal = window.createTerminal({
    name,
    shellPath: aws,
    shellArgs: args,
    cwd: homedir(),
    env: sameFiles(),
    iconPath: new vscode.ThemeIcon("key"),
    isTransient: true,
  });
  const subscription = boundary.on(window.onDidCloseTerminal, signingIn, async (closed) => {
    if (closed !== terminal) return;
    subscription.dispose();
    const again = () => signInWithCli(kind, profile, retry, boundary);
    await ended(closed.exitStatus?.code, name, command, again, retry);
  });
  terminal.show();
}

async function ended(
  code: number | undefined,
  name: string,
  command: string,
  again: () => unknown,
  retry: (() => unknown) | undefined,
): Promise<void> {
  if (code === undefined) return; // The user closed the terminal.
  const { window, env } = vscode;
  if (code === 0) {
    const choices = retry ? ["Retry"] : [];
    const choice = await window.showInformationMessage(`Signed in: ${name}`, ...choices);
    if (choice === "Retry") await retry?.();
    return;
  }
  const copy = "Copy Command";
  const signInAgain = "Sign In Again";
  const choice = await window.showErrorMessage(
    `Not signed in: "${name}" ended with exit code ${code}. Run it in your own terminal to see why.`,
    signInAgain,
    copy,
  );
  if (choice === signInAgain) await again();
  if (choice === copy) await env.clipboard.writeText(command);
}

async function offerInstallation(name: string): Promise<void> {
  const install = "Install the AWS CLI";
  const where = vscode.env.remoteName ? "the remote machine of this window" : "this computer";
  const choice = await vscode.window.showErrorMessage(
    `"${name}" cannot be run: there is no AWS CLI on the PATH of ${where}.`,
    install,
  );
  if (choice === install) await vscode.env.openExternal(vscode.Uri.parse(installationPage));
}

/** A terminal may have an environment of its own; the sign-in has to end up in the files that are read here. */
function sameFiles(): Record<string, string> {
  const names = ["HOME", "USERPROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const installationPage =
  "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";
