import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { loadedFeatures } from "./extension.ts";

/** Writes one of the two AWS files that the runner has named for this window. */
export function writeAwsFile(kind: "config" | "credentials", text: string): void {
  const name = kind === "config" ? "AWS_CONFIG_FILE" : "AWS_SHARED_CREDENTIALS_FILE";
  const file = process.env[name];
  assert.ok(file, "the runner names AWS files of its own");
  writeFileSync(file, text);
}

/** Sets variables of the extension host's environment; the function returned takes them back. */
export function setVariables(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  };
}

/** Leaves the window as a new one is: nothing picked, no key, no profile, TLS verified. */
export async function resetConnection(): Promise<void> {
  const { services } = await loadedFeatures();
  const { connections } = services;
  await connections.pick({});
  await connections.apiKeys.remove();
  if (!connections.verifyTls) connections.verifyTls = true;
  writeAwsFile("config", "");
  writeAwsFile("credentials", "");
}
