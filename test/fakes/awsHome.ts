import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface AwsHome {
  readonly path: string;
  write(file: "config" | "credentials", text: string | Buffer): Promise<void>;
  /** Takes the folder away and puts the environment back. */
  restore(): Promise<void>;
}

/** Makes an empty home of its own, and an environment without any AWS variable but the ones given. */
export async function useAwsHome(
  files: { readonly config?: string; readonly credentials?: string } = {},
  variables: Readonly<Record<string, string>> = {},
): Promise<AwsHome> {
  const path = await mkdtemp(join(tmpdir(), "bedrock-invoke-home-"));
  const former = { ...process.env };
  for (const name of Object.keys(process.env))
    if (name.startsWith("AWS_")) delete process.env[name];
  // No instance metadata: the default chain ends at once where nothing is set.
  Object.assign(process.env, { HOME: path, AWS_EC2_METADATA_DISABLED: "true" }, variables);
  await mkdir(join(path, ".aws"));
  const write = (file: string, text: string | Buffer) => writeFile(join(path, ".aws", file), text);
  if (files.config !== undefined) await write("config", files.config);
  if (files.credentials !== undefined) await write("credentials", files.credentials);
  const restore = async () => {
    for (const name of Object.keys(process.env)) if (!(name in former)) delete process.env[name];
    Object.assign(process.env, former);
    await rm(path, { recursive: true, force: true });
  };
  return { path, write, restore };
}
