import * as vscode from "vscode";
import type { AwsContext, AwsProfile } from "../../bedrock/engine.ts";
import type { EnvironmentIdentity } from "../../bedrock/credentials/identity.ts";
import { openBroken, type OpenFile } from "../../core/diagnosis/actions.ts";
import type { SignInKind } from "../../core/diagnosis/failure.ts";
import { describeFileProblem } from "../../core/messages/findings.ts";
import { shortPath } from "./awsMachine.ts";
import type { Connections, ResolveResult } from "./connections.ts";
import { environmentWords } from "./environmentWords.ts";
import type { PickedIdentity } from "./identity.ts";
import { markIf, separator, type Row } from "./pickValue.ts";

/** What can be picked from the list of connections. */
export type ConnectChoice =
  | { readonly act: "identity"; readonly identity: PickedIdentity }
  | { readonly act: "enterKey" | "removeKey" | "region" | "network" | "signInList" }
  | { readonly act: "showFile"; readonly file: OpenFile }
  | { readonly act: "signIn"; readonly kind: SignInKind; readonly profile: string };

/** Returns the whole list: who may sign, then where to. */
export function connectRows(
  connections: Connections,
  { files }: AwsContext,
  profiles: readonly AwsProfile[],
  environment: EnvironmentIdentity,
  hasKey: boolean,
  now: ResolveResult,
): Row<ConnectChoice>[] {
  const { identityInForce: inForce } = connections;
  const signIns = signInRows(profiles);
  return [
    ...files.read.flatMap(brokenFileRow),
    separator(profiles.length > 0 ? "Profiles" : "No profiles there"),
    ...profiles.map((profile) => profileRow(profile, inForce)),
    separator("Without a profile"),
    {
      label: "Default credentials",
      description: defaultWords(environment),
      value: { act: "identity", identity: { kind: "default" } },
      ...markIf(inForce.kind === "default"),
    },
    apiKeyRow(hasKey, inForce.kind === "apiKey"),
    {
      label: "No signing",
      description: "for localhost endpoints only",
      value: { act: "identity", identity: { kind: "none" } },
      ...markIf(inForce.kind === "none"),
    },
    {
      label: "Sandbox",
      description: "a local endpoint of this extension: no account, no cost, no model",
      value: { act: "identity", identity: { kind: "sandbox" } },
      ...markIf(inForce.kind === "sandbox"),
    },
    separator("More"),
    { label: "Region…", description: regionWords(now), value: { act: "region" } },
    { label: "Network…", description: networkWords(now), value: { act: "network" } },
    ...(signIns.length > 0
      ? [
          {
            label: "Sign In…",
            description: "aws sso login or aws login, in a terminal",
            value: { act: "signInList" } as const,
          },
        ]
      : []),
  ];
}

/** Returns the profiles that sign in through the AWS CLI. */
export function signInRows(profiles: readonly AwsProfile[]): Row<ConnectChoice>[] {
  return profiles.flatMap((profile) => {
    const value = signInChoice(profile);
    return value ? [{ label: profile.name, description: kindNames[profile.kind], value }] : [];
  });
}

function signInChoice({ kind, name }: AwsProfile): (ConnectChoice & { act: "signIn" }) | undefined {
  if (kind === "sso") return { act: "signIn", kind: "ssoLogin", profile: name };
  return kind === "login" ? { act: "signIn", kind: "awsLogin", profile: name } : undefined;
}

/** No profile of a file that cannot be read is listed: the row says so, and shows the place. */
function brokenFileRow({
  path,
  problem,
}: AwsContext["files"]["read"][number]): Row<ConnectChoice>[] {
  if (!problem) return [];
  const [file] = openBroken(path, problem);
  return [
    {
      label: `$(warning) ${shortPath(path)} cannot be read`,
      description: describeFileProblem(problem),
      ...(file && { value: { act: "showFile", file } as const }),
    },
  ];
}

function profileRow(profile: AwsProfile, inForce: PickedIdentity): Row<ConnectChoice> {
  const { name, kind, region, files, wantsMfa } = profile;
  const how = wantsMfa ? `${kindNames[kind]} with MFA` : kindNames[kind];
  const signIn = signInChoice(profile);
  return {
    label: name,
    description: [how, region ?? "no region", files.join(" + ")].join(" · "),
    value: { act: "identity", identity: { kind: "profile", profile: name } },
    ...markIf(inForce.kind === "profile" && inForce.profile === name),
    ...(signIn && {
      buttons: [{ iconPath: new vscode.ThemeIcon("sign-in"), tooltip: "Sign In", value: signIn }],
    }),
  };
}

function apiKeyRow(hasKey: boolean, current: boolean): Row<ConnectChoice> {
  if (!hasKey)
    return {
      label: "Bedrock API key…",
      description: "stored in VS Code's secret storage",
      value: { act: "enterKey" },
      ...markIf(current),
    };
  return {
    label: "API key (stored)",
    description: "in VS Code's secret storage",
    value: { act: "identity", identity: { kind: "apiKey" } },
    ...markIf(current),
    buttons: [
      {
        iconPath: new vscode.ThemeIcon("edit"),
        tooltip: "Replace the Key",
        value: { act: "enterKey" },
      },
      {
        iconPath: new vscode.ThemeIcon("trash"),
        tooltip: "Remove the Key",
        value: { act: "removeKey" },
      },
    ],
  };
}

function defaultWords(environment: EnvironmentIdentity): string {
  const words = environmentWords(environment, process.env);
  return words
    ? `environment: ${words}`
    : "as the AWS CLI finds them: default profile, container, instance";
}

function regionWords(now: ResolveResult): string {
  return now.ok ? `${now.resolved.connection.region} · ${now.resolved.regionSource}` : "none yet";
}

function networkWords(now: ResolveResult): string {
  if (!now.ok) return "endpoints, timeouts, TLS";
  const { endpointHost, endpointSource, connection } = now.resolved;
  const tls = connection.verifySsl ? [] : ["TLS verification is OFF"];
  return [endpointHost, endpointSource, ...tls].join(" · ");
}

const kindNames = {
  keys: "access keys",
  role: "role",
  webIdentity: "web identity",
  process: "credential process",
  sso: "SSO",
  login: "aws login",
  none: "no credentials",
} as const;
