import * as vscode from "vscode";
import type { ErrorBoundary } from "../errorBoundary.ts";
import { showFile } from "../showText.ts";
import { askForApiKey } from "./apiKeys.ts";
import { awsMachine, shortPath } from "./awsMachine.ts";
import { connectRows, signInRows, type ConnectChoice } from "./connectRows.ts";
import type { Connections } from "./connections.ts";
import { pickNetwork } from "./networkPick.ts";
import { pickValue } from "./pickValue.ts";
import { pickRegion } from "./regionPick.ts";
import { signInWithCli } from "./signIn.ts";

/** Lets the user pick how this window connects: who signs, the region, the network. `fileRegion` is the open request's. */
export async function connect(
  connections: Connections,
  fileRegion: string | undefined,
  boundary: ErrorBoundary,
): Promise<void> {
  const { listProfiles, readAwsContext, identityInEnvironment } =
    await import("../../bedrock/engine.ts");
  for (;;) {
    const [context, key, now] = await Promise.all([
      readAwsContext({ credentials: { kind: "default" } }, process.env),
      connections.apiKeys.get(),
      connections.resolve(fileRegion),
    ]);
    const profiles = listProfiles(context);
    const paths = context.files.read.map(({ path }) => shortPath(path));
    const choice = await pickValue({
      title: `Bedrock Invoke: Connect, with the profiles of ${awsMachine()}`,
      placeholder: `Choose credentials for this window. Profiles come from ${paths.join(" and ")}`,
      rows: connectRows(
        connections,
        context,
        profiles,
        identityInEnvironment(context),
        key !== undefined,
        now,
      ),
    });
    if (!choice || !(await carryOut(choice))) return;

    /** True when the list is to be shown again. */
    async function carryOut(picked: ConnectChoice): Promise<boolean> {
      switch (picked.act) {
        case "identity":
          await connections.pick({ ...connections.picked, identity: picked.identity });
          return false;
        case "enterKey":
          if (await askForApiKey(connections.apiKeys))
            await connections.pick({ ...connections.picked, identity: { kind: "apiKey" } });
          return false;
        case "removeKey":
          return removeKey(connections, boundary);
        case "region":
          return pickRegion(connections, fileRegion, true);
        case "network":
          return pickNetwork(connections, fileRegion);
        case "signIn":
          await signInWithCli(picked.kind, picked.profile, undefined, boundary);
          return false;
        case "showFile":
          await showFile(picked.file);
          return false;
        case "signInList":
          return signInFromList();
      }
    }

    async function signInFromList(): Promise<boolean> {
      const picked = await pickValue<ConnectChoice | "back">({
        title: "Bedrock Invoke: Sign In",
        placeholder: "The profile to sign in with",
        rows: signInRows(profiles),
        back: "back",
      });
      if (picked === "back") return true;
      return picked !== undefined && carryOut(picked);
    }
  }
}

async function removeKey(connections: Connections, boundary: ErrorBoundary): Promise<boolean> {
  const { identity, ...rest } = connections.picked;
  await connections.apiKeys.remove();
  if (identity?.kind === "apiKey") await connections.pick(rest);
  boundary.background("Showing a message", () =>
    vscode.window.showInformationMessage("The Bedrock API key is removed from this computer."),
  );
  return true;
}
