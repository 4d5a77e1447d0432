import { stat, type FileHandle } from "node:fs/promises";
import { resolve } from "node:path";
import { thrownMessage } from "../core/thrownMessage.ts";
import { checkSaveTarget, locateSaveTarget } from "../files/saveFile.ts";
import { usageError } from "./exitCodes.ts";

/**
 * Throws a usage error where a file could not be written, or would be written over another of them
 * or over one of the `inputs` (path to what it is): before anything is sent, as the answer may cost
 * money. Returns the pipes among them, open, for `closeTargets`.
 */
export async function checkTargets(
  targets: Readonly<Record<string, string | undefined>>,
  inputs: ReadonlyMap<string, string>,
): Promise<readonly FileHandle[]> {
  const pipes: FileHandle[] = [];
  const taken = new Map<string, string>();
  for (const [path, what] of inputs) taken.set(await identityOf(path), what);
  for (const [option, target] of Object.entries(targets)) {
    if (target === undefined) continue;
    const identity = await identityOf(resolve(target));
    const other = taken.get(identity);
    if (other !== undefined)
      throw usageError(`--${option} would overwrite ${other}. Nothing was sent.`);
    taken.set(identity, `the file of --${option}`);
    const pipe = await checkSaveTarget(target).catch((error: unknown) => {
      throw usageError(`--${option}: ${thrownMessage(error)} Nothing was sent.`);
    });
    if (pipe) pipes.push(pipe);
  }
  return pipes;
}

/** Closes the pipes once all is saved: their readers see the end. */
export async function closeTargets(pipes: readonly FileHandle[]): Promise<void> {
  for (const pipe of pipes) await pipe.close();
}

/** A text that two paths share when they lead to one file, by whatever links. */
async function identityOf(path: string): Promise<string> {
  const file = await stat(path, { bigint: true }).catch(() => undefined);
  if (file) return `${file.dev}:${file.ino}`;
  const target = await locateSaveTarget(path).catch(() => undefined);
  return target?.path ?? path;
}
