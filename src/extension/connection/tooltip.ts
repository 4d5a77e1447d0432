import * as vscode from "vscode";
import { sandboxName } from "../../core/sandboxMark.ts";
import type { Resolved } from "./connections.ts";

/** Returns all that is in force, as a tooltip: who signs, the region, the hosts, and where each of it came from. */
export function connectionTooltip(resolved: Resolved): vscode.MarkdownString {
  const { connection, identity, isSandbox, regionSource, strangers } = resolved;
  const { endpointHost, endpointSource, endpointNote, controlPlaneHost, controlPlaneSource } =
    resolved;
  const text = new vscode.MarkdownString("", true);
  const line = (label: string, value: string, source: string) => {
    text.appendMarkdown(`**${label}:** `);
    text.appendText(source ? `${value} (${source})` : value);
    text.appendMarkdown("  \n");
  };
  text.appendMarkdown("**Bedrock Invoke**\n\n");
  if (isSandbox)
    line(sandboxName, "a local endpoint of this extension: no account, no cost, no model", "");
  if (identity !== sandboxName) line("Signs", identity, kindWords[connection.credentials.kind]);
  line("Region", connection.region, regionSource);
  line("Runtime", endpointHost, endpointSource);
  line("Control plane", controlPlaneHost ?? "none", controlPlaneSource);
  const warnings = [
    ...(endpointNote === undefined ? [] : [`$(info) ${endpointNote}`]),
    ...(strangers.length > 0 ? [`$(warning) Not an AWS host: ${strangers.join(", ")}`] : []),
    ...(connection.verifySsl
      ? []
      : [
          "$(unlock) TLS verification is off in this window: anyone on the network path can read everything.",
        ]),
  ];
  for (const warning of warnings) text.appendMarkdown(`\n\n${warning}`);
  text.appendMarkdown("\n\nClick to change the connection.");
  return text;
}

const kindWords = {
  profile: "profile",
  default: "",
  apiKey: "Bedrock API key in the secret storage",
  none: "",
} as const;
