import { stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { CliError, exitCodes, reasonOf, usageError } from "./exitCodes.ts";

/**
 * Throws a usage error where a file could not be written, or would be written over by another: before
 * anything is sent, as the answer may cost money.
 */
export async function checkTargets(
  targets: Readonly<Record<string, string | undefined>>,
  requestFile: string,
): Promise<void> {
  const taken = new Map<string, string>();
  if (requestFile !== "-") taken.set(resolve(requestFile), "the request file");
  for (const [option, target] of Object.entries(targets)) {
    if (target === undefined) continue;
    const path = resolve(target);
    const other = taken.get(path);
    if (other !== undefined) throw usageError(`--${option} would write over ${other}.`);
    taken.set(path, `the file of --${option}`);
    const [folder, existing] = await Promise.all([about(dirname(path)), about(path)]);
    if (!folder?.isDirectory())
      throw usageError(`--${option}: there is no folder ${dirname(path)}.`);
    if (existing?.isDirectory()) throw usageError(`--${option}: ${target} is a folder.`);
  }
}

/**
 * Writes the file whole or not at all: beside it first, then renamed. A device or a pipe is written
 * to, not replaced. Throws a CliError.
 */
export async function saveFile(path: string, data: string | Uint8Array): Promise<void> {
  const content = typeof data === "string" ? data : Buffer.from(data);
  try {
    const existing = await about(path);
    if (existing && !existing.isFile()) await writeFile(path, content);
    else await writeFileAtomic(path, content);
  } catch (error) {
    throw new CliError(`${path} cannot be written: ${reasonOf(error)}.`, exitCodes.failed);
  }
}

async function about(path: string) {
  return stat(path).catch(() => undefined);
}
