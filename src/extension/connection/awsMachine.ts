import { homedir, hostname } from "node:os";
import * as vscode from "vscode";
import { getOwn } from "../../core/getOwn.ts";

/** Returns whose ~/.aws this is, in words: in a remote window or a container it is not the computer one sits at. */
export function awsMachine(): string {
  const { remoteName } = vscode.env;
  if (remoteName === undefined) return "this computer";
  return `${getOwn(remoteWords, remoteName) ?? "the remote machine"} ${hostname()}`;
}

/** Returns a path with the home folder as ~, as people write it. */
export function shortPath(file: string): string {
  const home = homedir();
  return file.startsWith(`${home}/`) || file.startsWith(`${home}\\`)
    ? `~${file.slice(home.length)}`
    : file;
}

const remoteWords: Readonly<Record<string, string>> = {
  "ssh-remote": "the SSH host",
  "dev-container": "the container",
  "attached-container": "the container",
  "k8s-container": "the container",
  wsl: "WSL on",
  codespaces: "the codespace",
  tunnel: "the tunnel's machine",
};
