import type { Stats } from "node:fs";
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { devNull } from "node:os";
import { LocalFailure } from "../failures/localFailure.ts";

/** Far more than any file of profiles, tokens or certificates holds. */
const maxFileBytes = 16_000_000;

/** A pipe is opened without waiting for somebody to write to it. Windows has no such flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Why a file that is there is not read. `code` is a phrase for the reader, in place of Node's error code. */
class NotPlain extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The file is ${code}.`);
    this.code = code;
  }
}

/**
 * Returns the bytes of a small file of the user's own. Rejects as `readFile` does, and for what would never end: a pipe, a
 * device, a file of more than 16 MB.
 */
export async function readPlainFile(path: string): Promise<Buffer> {
  const file = await open(path, flags);
  try {
    check(await file.stat());
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** As `readPlainFile`, at once: the beginning of the file, empty where it cannot be read. */
export function startOfPlainFile(path: string, maxBytes: number): string {
  let file: number | undefined;
  try {
    file = openSync(path, flags);
    check(fstatSync(file));
    const start = Buffer.alloc(maxBytes);
    return start.toString("utf8", 0, readSync(file, start));
  } catch {
    return "";
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Rejects with AwsFileUnreadable where one of the files, which the SDK reads without a limit, would never end. */
export async function checkPlainFiles(paths: readonly string[]): Promise<void> {
  await Promise.all(
    paths.map(async (path) => {
      const problem = await problemOf(path);
      if (problem === undefined) return;
      throw new LocalFailure("AwsFileUnreadable", `${path} cannot be read: it is ${problem}.`);
    }),
  );
}

async function problemOf(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    // A folder is refused at once by whoever reads it, with Node's own error.
    if (!found.isDirectory()) check(found);
    return undefined;
  } catch (error) {
    return error instanceof NotPlain ? error.code : undefined;
  }
}

/** /dev/null is a usual way to say that there is no such file. */
function check(found: Stats): void {
  const isNothing = found.isCharacterDevice() && found.rdev === statSync(devNull).rdev;
  if (found.isDirectory()) return; // Reading it fails with EISDIR.
  if (!found.isFile() && !isNothing) throw new NotPlain("not a regular file");
  if (found.size > maxFileBytes) throw new NotPlain(`larger than ${maxFileBytes / 1e6} MB`);
}
