import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { packageExtension } from "../../scripts/packageExtension.mjs";

/** What mocha keeps between setting up and tearing down. */
type Fixture = { folder?: string };

/** Packages the extension before the tier's files are run, in whatever processes: each of their VS Codes installs this one. */
export async function mochaGlobalSetup(this: Fixture): Promise<void> {
  this.folder = await mkdtemp(path.join(os.tmpdir(), "bedrock-invoke-vsix-"));
  const file = path.join(this.folder, "bedrock-invoke.vsix");
  await packageExtension(file);
  process.env["BEDROCK_INVOKE_VSIX"] = file;
}

/** Removes the package after the last file. */
export async function mochaGlobalTeardown(this: Fixture): Promise<void> {
  if (this.folder) await rm(this.folder, { recursive: true, force: true });
}
