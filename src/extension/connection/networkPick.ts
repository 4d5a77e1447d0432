import * as vscode from "vscode";
import { readSettings, writeSetting, type Switch } from "../settings.ts";
import type { Connections, Resolved } from "./connections.ts";
import { markIf, pickValue, separator, type Row } from "./pickValue.ts";

type Choice =
  | "back"
  | "tls"
  | "settings"
  | "proxy"
  | { readonly url: "endpointUrl" | "controlPlaneEndpointUrl"; readonly title: string }
  | { readonly flip: "useFipsEndpoint" | "useDualstackEndpoint"; readonly title: string };

/** Lets the user see and change how the service is reached, until the list is left. True at Back. */
export async function pickNetwork(
  connections: Connections,
  fileRegion: string | undefined,
): Promise<boolean> {
  for (;;) {
    const now = await connections.resolve(fileRegion);
    const choice = await pickValue<Choice>({
      title: "Bedrock Invoke: Network",
      placeholder: "Saved in user settings for all windows, unless noted",
      rows: networkRows(connections, now.ok ? now.resolved : undefined),
      back: "back",
    });
    if (choice === undefined) return false;
    if (choice === "back") return true;
    if (choice === "settings" || choice === "proxy") {
      const query = choice === "proxy" ? "http.proxy" : "@ext:bedrock-invoke.bedrock-invoke";
      await vscode.commands.executeCommand("workbench.action.openSettings", query);
      return false;
    }
    if (choice === "tls") await switchTls(connections);
    else if ("url" in choice) await askForUrl(choice.url, choice.title);
    else await flip(choice.flip, choice.title);
  }
}

function networkRows(connections: Connections, now: Resolved | undefined): Row<Choice>[] {
  const settings = readSettings();
  return [
    separator("Endpoints"),
    {
      label: "Runtime Endpoint URL…",
      description: now ? `${now.endpointHost} · ${now.endpointSource}` : "",
      value: { url: "endpointUrl", title: "Runtime Endpoint URL" },
    },
    {
      label: "Control-Plane Endpoint URL…",
      description: now ? `${now.controlPlaneHost ?? "none"} · ${now.controlPlaneSource}` : "",
      value: { url: "controlPlaneEndpointUrl", title: "Control-Plane Endpoint URL" },
    },
    {
      label: "FIPS Endpoints…",
      description: switchWords[settings.useFipsEndpoint],
      value: { flip: "useFipsEndpoint", title: "FIPS Endpoints" },
    },
    {
      label: "Dual-Stack Endpoints…",
      description: switchWords[settings.useDualstackEndpoint],
      value: { flip: "useDualstackEndpoint", title: "Dual-Stack Endpoints" },
    },
    separator("VS Code settings"),
    { label: "Timeouts, Attempts, CA Bundle…", description: "settings", value: "settings" },
    { label: "Proxy…", description: "VS Code's own settings", value: "proxy" },
    separator("Danger"),
    connections.verifyTls
      ? {
          label: "Turn TLS Verification Off…",
          description: "for this window only, until it is closed or reloaded",
          iconPath: new vscode.ThemeIcon("warning"),
          value: "tls",
        }
      : {
          label: "Turn TLS Verification On",
          description:
            "off in this window: anyone on the network path can read and change everything",
          iconPath: new vscode.ThemeIcon("error"),
          value: "tls",
        },
  ];
}

async function switchTls(connections: Connections): Promise<void> {
  if (!connections.verifyTls) {
    connections.verifyTls = true;
    return;
  }
  const choice = await vscode.window.showWarningMessage(
    "Turn TLS verification off in this window?",
    {
      modal: true,
      detail:
        "Anyone on the network path to the service can then read and change your requests, the answers and your credentials. A CA bundle is the safe way to get through a network that inspects TLS. Verification is on again when the window is closed or reloaded.",
    },
    { title: "Keep Verifying", isCloseAffordance: true },
    { title: off },
  );
  if (choice?.title === off) connections.verifyTls = false;
}

async function askForUrl(key: Extract<Choice, { url: string }>["url"], title: string) {
  const engine = await import("../../bedrock/engine.ts");
  const context = await engine.readAwsContext({ credentials: { kind: "none" } }, process.env);
  const problem = (text: string) => {
    const connection = { region: "us-east-1", endpointUrl: text.trim() };
    const place = engine.runtimeEndpoint(connection, context);
    return place.ok ? undefined : place.error.message;
  };
  const url = await vscode.window.showInputBox({
    title: `Bedrock Invoke: ${title}`,
    prompt: "https, or http for localhost only. Leave empty to use what the AWS CLI uses.",
    placeHolder: "https://…",
    value: readSettings()[key],
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? undefined : problem(text)),
  });
  if (url !== undefined) await writeSetting(key, url.trim() || undefined);
}

async function flip(key: Extract<Choice, { flip: string }>["flip"], title: string): Promise<void> {
  const current = readSettings()[key];
  const values: readonly Switch[] = ["auto", "on", "off"];
  const choice = await pickValue<Switch>({
    title: `Bedrock Invoke: ${title}`,
    placeholder: "Ignored when an endpoint URL is set",
    rows: values.map((value) => ({
      label: value === "auto" ? "Auto" : value === "on" ? "On" : "Off",
      description: value === "auto" ? switchWords.auto : "",
      value,
      ...markIf(value === current),
    })),
    back: current,
  });
  if (choice) await writeSetting(key, choice === "auto" ? undefined : choice);
}

const off = "Turn Verification Off";

const switchWords: Readonly<Record<Switch, string>> = {
  auto: "as set in the environment or the profile",
  on: "on",
  off: "off",
};
