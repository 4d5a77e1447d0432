import * as vscode from "vscode";
import { readSettings } from "../settings.ts";
import type { Connections, ResolveResult } from "./connections.ts";
import { markIf, pickValue, separator, type Row } from "./pickValue.ts";
import { partitions, typedRegion } from "./regions.ts";

type Choice = { readonly region: string | undefined } | "back";

/** Lets the user pick the region of this window, or leave it to request, profile and setting. True at Back. */
export async function pickRegion(
  connections: Connections,
  fileRegion: string | undefined,
  back: boolean,
): Promise<boolean> {
  const now = await connections.resolve(fileRegion);
  const { region: picked, ...rest } = connections.picked;
  const inForce = now.ok ? now.resolved.connection.region : undefined;
  const row = (region: string, place: string): Row<Choice> => ({
    label: region,
    description: place,
    value: { region },
    ...markIf(region === picked),
  });
  const choice = await pickValue<Choice>({
    title: "Bedrock Invoke: Region",
    placeholder: `${nowWords(now)}. Choose, or type any region.`,
    rows: [
      {
        label: "Use the request's or profile's region",
        description: "no override for this window",
        value: { region: undefined },
        ...(picked === undefined ? markIf(true) : { iconPath: new vscode.ThemeIcon("discard") }),
      },
      ...partitions.flatMap(({ name, regions }) => [
        separator(name),
        ...regions.map(([region, place]) =>
          row(region, region === inForce ? `${place} · in force` : place),
        ),
      ]),
    ],
    typed: (text) => {
      const typed = typedRegion(text);
      if (!typed) return undefined;
      if ("region" in typed)
        return { ...row(typed.region, "as typed"), label: `Use ${typed.region}` };
      return { label: "$(info) A region is like us-east-1", description: typed.why };
    },
    ...(back && { back: "back" as const }),
  });
  if (choice === "back") return true;
  if (choice)
    await connections.pick(choice.region === undefined ? rest : { ...rest, region: choice.region });
  return false;
}

function nowWords(now: ResolveResult): string {
  if (!now.ok) return "No region yet";
  const { connection, regionSource } = now.resolved;
  const { useFipsEndpoint, useDualstackEndpoint } = readSettings();
  const switches = [
    useFipsEndpoint === "auto" ? "" : `FIPS ${useFipsEndpoint}`,
    useDualstackEndpoint === "auto" ? "" : `dual-stack ${useDualstackEndpoint}`,
  ];
  return [`Now ${connection.region} (${regionSource})`, ...switches].filter(Boolean).join(", ");
}
