import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import {
  access,
  open,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  type FileHandle,
} from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { codeOf, reasonOf } from "./reasonOf.ts";

/** Says that a file was not saved, why, and what to do; an older file of that name is unchanged. */
export class SaveError extends Error {
  constructor(path: string, cause: unknown) {
    const code = codeOf(cause);
    const why =
      code === "ENOENT" ? `there is no folder ${dirname(resolve(path))}` : reasonOf(cause);
    const advice = advices[code] ?? "";
    super(`Couldn't save ${path}: ${why}.${advice && ` ${advice}`}`, { cause });
    this.name = "SaveError";
  }
}

/** What is saved: text, bytes, or pieces of both, which are made as they are written. */
type SavedData = string | Uint8Array | Iterable<string | Uint8Array>;

/**
 * Saves the data whole or not at all: writes all of it to a new file in the same folder, checks the size, and renames
 * it. The mode and, where allowed, the owner of an older file are kept; a link stays a link. A device, and a pipe that
 * has a reader, are written to. Returns how many bytes it wrote. Throws a SaveError, with the older file unchanged.
 */
export async function saveFile(path: string, data: SavedData): Promise<number> {
  const content = typeof data === "string" || data instanceof Uint8Array ? [data] : data;
  try {
    const target = await locateSaveTarget(path);
    return await (isSpecial(target) ? writeInto(target, content) : replace(target, content));
  } catch (error) {
    throw new SaveError(path, error);
  }
}

/**
 * Throws the SaveError that `saveFile` would, as far as it can be known: the folder is missing, the disk is full, nobody
 * reads the pipe, or this user may not write. Returns a pipe open, as its reader ends when its last writer is closed:
 * close it after `saveFile`. Returns undefined for everything else.
 */
export async function checkSaveTarget(path: string): Promise<FileHandle | undefined> {
  try {
    const target = await locateSaveTarget(path);
    if (target.about?.isDirectory()) throw Object.assign(new Error(path), { code: "EISDIR" });
    // A socket cannot be opened at all, which ends the same way.
    if (target.about?.isFIFO() || target.about?.isSocket()) return await openPipe(target.path);
    if (isSpecial(target)) await access(target.path, constants.W_OK);
    else await withNewFileBeside(target, (file) => writeAll(file, ["\n"]));
    return undefined;
  } catch (error) {
    throw new SaveError(path, error);
  }
}

interface SaveTarget {
  /** For a file: without links. */
  readonly path: string;
  /** Undefined where there is no file yet. */
  readonly about: Stats | undefined;
}

function isSpecial({ about }: SaveTarget): boolean {
  return about !== undefined && !about.isFile();
}

/** Returns where a path leads by its links, also to a file that is not there yet. A pipe of the shell has no path but its link (`/dev/stdout`). */
export async function locateSaveTarget(path: string): Promise<SaveTarget> {
  const about = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (about) return { path: about.isFile() ? await realpath(path) : path, about };
  const folder = await realpath(dirname(resolve(path)));
  const file = join(folder, basename(path));
  const link = await readlink(file).catch(() => undefined);
  return link === undefined ? { path: file, about } : await locateSaveTarget(resolve(folder, link));
}

type Content = Iterable<string | Uint8Array>;

async function writeInto({ path, about }: SaveTarget, content: Content): Promise<number> {
  const pipe = about?.isFIFO() ? await openPipe(path) : undefined;
  const file = await open(path, constants.O_WRONLY);
  try {
    return await write(file, content);
  } finally {
    await file.close();
    await pipe?.close();
  }
}

/** Opens a pipe that has a reader, and throws ENXIO where it has none: another open would wait for one. */
function openPipe(path: string): Promise<FileHandle> {
  return open(path, constants.O_WRONLY | constants.O_NONBLOCK);
}

async function replace(target: SaveTarget, content: Content): Promise<number> {
  return withNewFileBeside(target, async (file, path) => {
    const bytes = await writeAll(file, content);
    if (target.about) await keepOwnerAndMode(file, target.about);
    await file.sync();
    await file.close(); // some file systems tell only here what they could not store
    await rename(path, target.path);
    return bytes;
  });
}

/** Runs `use` with a new empty file in the target's folder, which is closed and gone afterwards unless renamed. */
async function withNewFileBeside<T>(
  { path, about }: SaveTarget,
  use: (file: FileHandle, path: string) => Promise<T>,
): Promise<T> {
  // A file that is write-protected is not replaced, although its folder would allow it.
  if (about) await access(path, constants.W_OK);
  // Its length does not depend on the target's name, which may be as long as names can be.
  const beside = join(dirname(path), `.bedrock-invoke-${randomBytes(8).toString("hex")}.tmp`);
  const file = await open(beside, "wx", about ? about.mode & 0o777 : 0o666);
  try {
    return await use(file, beside);
  } finally {
    await file.close().catch(() => {});
    await rm(beside, { force: true }).catch(() => {});
  }
}

/** Writes until all bytes are written: a full disk takes a part of them first, without an error. */
async function writeAll(file: FileHandle, content: Content): Promise<number> {
  const bytes = await write(file, content);
  const { size } = await file.stat();
  if (size !== bytes)
    throw new Error(
      `${size.toLocaleString("en-US")} of ${bytes.toLocaleString("en-US")} bytes were written`,
    );
  return bytes;
}

async function write(file: FileHandle, content: Content): Promise<number> {
  let bytes = 0;
  for (const part of partsOf(content)) {
    await file.writeFile(part);
    bytes += part.length;
  }
  return bytes;
}

/** So many characters of short pieces are written at a time. */
const partLength = 262_144;

function* partsOf(content: Content): Generator<Uint8Array> {
  let waiting: string[] = [];
  let length = 0;
  for (const piece of content) {
    const isText = typeof piece === "string";
    if (isText) {
      waiting.push(piece);
      length += piece.length;
      if (length < partLength) continue;
    }
    if (length > 0) yield Buffer.from(waiting.join(""));
    waiting = [];
    length = 0;
    if (!isText) yield piece;
  }
  if (length > 0) yield Buffer.from(waiting.join(""));
}

async function keepOwnerAndMode(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  // Only root can give a file away, and not every file system has owners and modes.
  await file.chown(uid, gid).catch(() => {});
  await file.chmod(mode & 0o7777).catch(() => {});
}

const freeSpace = "Free some space, or save to another folder.";
const otherFolder = "Save to a folder that you can write to.";

const advices: Readonly<Record<string, string>> = {
  ENOSPC: freeSpace,
  EDQUOT: freeSpace,
  EFBIG: freeSpace,
  EACCES: otherFolder,
  EPERM: otherFolder,
  EROFS: otherFolder,
  ENOENT: "Create it first, or save to another folder.",
  ENOTDIR: "Save to another folder.",
  EISDIR: "Give the name of a file.",
  ENXIO: "Start the program that reads it first, or give the name of a file.",
  ENAMETOOLONG: "Use a shorter name.",
};
