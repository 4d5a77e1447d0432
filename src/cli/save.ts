import { realpath, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { reasonOf } from "../files/reasonOf.ts";
import { CliError, exitCodes, usageError } from "./exitCodes.ts";

/**
 * Throws a usage error where a file could not be written, or would be written over another of them
 * or over one of the `inputs` (path to what it is): before anything is sent, as the answer may cost
 * money.
 */
export async function checkTargets(
  targets: Readonly<Record<string, string | undefined>>,
  inputs: ReadonlyMap<string, string>,
): Promise<void> {
  const taken = new Map<string, string>();
  for (const [path, what] of inputs) taken.set(await identityOf(path), what);
  for (const [option, target] of Object.entries(targets)) {
    if (target === undefined) continue;
    const path = resolve(target);
    const identity = await identityOf(path);
    const other = taken.get(identity);
    if (other !== undefined) throw usageError(`--${option} would write over ${other}.`);
    taken.set(identity, `the file of --${option}`);
    const [folder, existing] = await Promise.all([about(dirname(path)), about(path)]);
    if (!folder?.isDirectory())
      throw usageError(`--${option}: there is no folder ${dirname(path)}.`);
    if (existing?.isDirectory()) throw usageError(`--${option}: ${target} is a folder.`);
  }
}

/** A text that two paths share when they lead to one file, by whatever links. */
async function identityOf(path: string): Promise<string> {
  const file = await stat(path, { bigint: true }).catch(() => undefined);
  if (file) return `${file.dev}:${file.ino}`;
  const folder = dirname(resolve(path));
  return join(await realpath(folder).catch(() => folder), basename(path));
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
