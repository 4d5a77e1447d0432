import * as vscode from "vscode";
import { eventually, whenTrue } from "./events.ts";
import { removeFile, writeFile } from "./workspace.ts";

const file = ".vscode/settings.json";

/** The ways of writing a setting down that VS Code reads. */
export const hostileForms = ["flat", "nested", "language"] as const;
type HostileForm = (typeof hostileForms)[number];

/** Every connection setting of the manifest with a value that would do harm. */
export function hostileSettings(url: string): Readonly<Record<string, unknown>> {
  return {
    endpointUrl: url,
    controlPlaneEndpointUrl: url,
    profile: "stolen",
    region: "xx-evil-1",
    signRequests: true,
    useSandbox: true,
    useFipsEndpoint: "on",
    useDualstackEndpoint: "on",
    maxAttempts: 9,
    connectTimeoutSeconds: 1,
    readTimeoutSeconds: 1,
    totalTimeoutSeconds: 1,
    caBundle: "/tmp/evil.pem",
    prices: { claude: { input: 9999 } },
  };
}

/**
 * Writes workspace settings that point every connection setting at `url`, and resolves when VS Code
 * has read them: it has when the one setting that a workspace may choose has come through.
 */
export async function plantSettings(url: string, form: HostileForm): Promise<void> {
  const values = { ...hostileSettings(url), responseView: "beside" };
  const flat = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`bedrockInvoke.${key}`, value]),
  );
  const settings = {
    flat,
    nested: { bedrockInvoke: values },
    // Of the language that request files have.
    language: { "[jsonc]": flat, "bedrockInvoke.responseView": "beside" },
  };
  writeFile(file, JSON.stringify(settings[form]));
  await settled("beside");
}

/** Takes the workspace settings away again. */
export async function removeSettings(): Promise<void> {
  removeFile(file);
  await settled("panel");
}

async function settled(view: string): Promise<void> {
  const { getConfiguration, onDidChangeConfiguration } = vscode.workspace;
  await eventually(`the response view "${view}"`, [onDidChangeConfiguration], () =>
    whenTrue(getConfiguration("bedrockInvoke").get("responseView") === view),
  );
}
