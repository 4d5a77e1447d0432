import * as vscode from "vscode";
import type { Connections, Picked } from "./connections.ts";

type Choice = vscode.QuickPickItem & { readonly identity?: NonNullable<Picked["identity"]> };

/** Lets the user pick how this window connects: a profile, the default credentials, the sandbox. */
export async function switchProfile(connections: Connections): Promise<void> {
  const choice = await vscode.window.showQuickPick(profileChoices(connections), {
    title: "Bedrock Invoke: Switch Profile",
    placeHolder: "Who signs the requests of this window",
    matchOnDescription: true,
  });
  if (choice?.identity)
    await connections.pick({ ...connections.picked, identity: choice.identity });
}

/** Lets the user pick the region of this window, or leave it to request, setting and profile. */
export async function switchRegion(connections: Connections): Promise<void> {
  const { region: _old, ...rest } = connections.picked;
  const choices: (vscode.QuickPickItem & { region?: string })[] = [
    {
      label: "As the request and the profile say",
      description: "no region of this window's own",
      iconPath: new vscode.ThemeIcon("discard"),
    },
    { label: "Regions", kind: vscode.QuickPickItemKind.Separator },
    ...regions.map(([region, name]) => ({ label: region, description: name, region })),
  ];
  const region = await pickOrType(choices);
  if (region === undefined) return;
  await connections.pick(region === "" ? rest : { ...rest, region });
}

async function profileChoices(connections: Connections): Promise<Choice[]> {
  const { listProfiles } = await import("../../bedrock/engine.ts");
  const profiles = await listProfiles(process.env);
  const current = connections.identity;
  const mark = (label: string) =>
    label === current ? { iconPath: new vscode.ThemeIcon("check") } : {};
  return [
    ...profiles.map((profile): Choice => ({
      label: profile.name,
      description: [kindNames[profile.kind], profile.region].filter(Boolean).join(" · "),
      identity: { kind: "profile", profile: profile.name },
      ...mark(profile.name),
    })),
    { label: "Without a profile", kind: vscode.QuickPickItemKind.Separator },
    {
      label: "Default credentials",
      description: "as the AWS SDK finds them: environment, default profile, container, instance",
      identity: { kind: "default" },
      ...mark("default credentials"),
    },
    {
      label: "Sandbox",
      description: "a local endpoint of this extension: no account, no cost, no model",
      identity: { kind: "sandbox" },
      ...mark("sandbox"),
    },
  ];
}

/** A quick pick whose own text may be taken too: AWS opens regions faster than lists are updated. */
function pickOrType(
  choices: readonly (vscode.QuickPickItem & { region?: string })[],
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { region?: string }>();
  pick.title = "Bedrock Invoke: Switch Region";
  pick.placeholder = "Choose a region, or type any";
  pick.matchOnDescription = true;
  pick.items = choices;
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => {
      const typed = value.trim();
      const known =
        !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(typed) || choices.some(({ region }) => region === typed);
      pick.items = known
        ? choices
        : [...choices, { label: typed, description: "as typed", region: typed, alwaysShow: true }];
    });
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      resolve(chosen ? (chosen.region ?? "") : undefined);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
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

/** Regions with a Bedrock Runtime endpoint, for choosing from; any other can be typed. */
const regions: readonly (readonly [string, string])[] = [
  ["us-east-1", "N. Virginia"],
  ["us-east-2", "Ohio"],
  ["us-west-1", "N. California"],
  ["us-west-2", "Oregon"],
  ["ca-central-1", "Canada (Central)"],
  ["ca-west-1", "Calgary"],
  ["mx-central-1", "Mexico (Central)"],
  ["sa-east-1", "São Paulo"],
  ["eu-central-1", "Frankfurt"],
  ["eu-central-2", "Zurich"],
  ["eu-north-1", "Stockholm"],
  ["eu-south-1", "Milan"],
  ["eu-south-2", "Spain"],
  ["eu-west-1", "Ireland"],
  ["eu-west-2", "London"],
  ["eu-west-3", "Paris"],
  ["il-central-1", "Tel Aviv"],
  ["me-central-1", "UAE"],
  ["me-south-1", "Bahrain"],
  ["af-south-1", "Cape Town"],
  ["ap-east-2", "Taipei"],
  ["ap-northeast-1", "Tokyo"],
  ["ap-northeast-2", "Seoul"],
  ["ap-northeast-3", "Osaka"],
  ["ap-south-1", "Mumbai"],
  ["ap-south-2", "Hyderabad"],
  ["ap-southeast-1", "Singapore"],
  ["ap-southeast-2", "Sydney"],
  ["ap-southeast-3", "Jakarta"],
  ["ap-southeast-4", "Melbourne"],
  ["ap-southeast-5", "Malaysia"],
  ["ap-southeast-7", "Thailand"],
  ["us-gov-east-1", "GovCloud (US-East)"],
  ["us-gov-west-1", "GovCloud (US-West)"],
];
