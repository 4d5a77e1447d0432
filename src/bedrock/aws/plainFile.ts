import type { Stats } from "node:fs";
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { devNull } from "node:os";
import type { FileProblem } from "../../core/diagnosis/ownFailures.ts";
import { failureOf } from "../failures/localFailure.ts";

/** Far more than any file of profiles, tokens or certificates holds. */
const maxFileBytes = 16_000_000;

/** A pipe is opened without waiting for somebody to write to it. Windows has no such flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A file that is there and is not read. */
class NotPlain extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** Returns why a file could not be read, from what `readPlainFile` rejected with. */
export function fileProblem(error: unknown): FileProblem {
  if (error instanceof NotPlain) return error.problem;
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return { kind: "code", code };
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
      throw failureOf("AwsFileUnreadable", { path, problem });
    }),
  );
}

async function problemOf(path: string): Promise<FileProblem | undefined> {
  try {
    const found = await stat(path);
    // A folder is refused at once by whoever reads it, with Node's own error.
    if (!found.isDirectory()) check(found);
    return undefined;
  } catch (error) {
    return error instanceof NotPlain ? error.problem : undefined;
  }
}

/** /dev/null is a usual way to say that there is no such file. */
function check(found: Stats): void {
  const isNothing = found.isCharacterDevice() && found.rdev === statSync(devNull).rdev;
  if (found.isDirectory()) return; // Reading it fails with EISDIR.
  if (!found.isFile() && !isNothing) throw new NotPlain({ kind: "notRegular" });
  if (found.size > maxFileBytes) throw new NotPlain({ kind: "tooLarge", maxBytes: maxFileBytes });
}
