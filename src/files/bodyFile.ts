import { constants } from "node:fs";
import { open, readlink, realpath, stat, type FileHandle } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { BodyFile } from "../core/request/bodyRules.ts";
import { maxBodyBytes } from "../core/request/types.ts";
import { reasonOf } from "./reasonOf.ts";

/** A body file with the bytes to send and its path without links, or why it cannot be read. */
export type LoadedBodyFile =
  | (Extract<BodyFile, { text: string }> & { readonly content: Uint8Array; readonly path: string })
  | Extract<BodyFile, { error: string }>;

/** Where body files may be. */
export interface BodyFilePlaces {
  /** The folder to which the path is relative. */
  readonly base: string;
  /** The folders in which the file must be, links followed; their subfolders count. */
  readonly within: readonly string[];
  /** What to do about a file outside of them, in a sentence. */
  readonly advice: string;
}

/**
 * Reads the file that a request's `bodyFile` names. It must be inside one of the folders: a request file from elsewhere
 * must not make anybody send another file of theirs. The file is opened once, and what is open is checked, so that
 * nothing can be put in its place between check and reading. Never rejects.
 */
export async function loadBodyFile(path: string, places: BodyFilePlaces): Promise<LoadedBodyFile> {
  if (path.trim() === "") return { error: '"bodyFile" is empty. Enter the path of a file.' };
  if (isAbsolute(path)) return { error: `"bodyFile" must be a relative path, not "${path}".` };
  try {
    const target = await realpath(resolve(places.base, path));
    const folders = await Promise.all(places.within.map((each) => realpath(each)));
    const isAllowed = (place: string) => folders.some((each) => isInside(each, place));
    const outside = `"${path}" is outside of ${folders.join(" and ")}. ${places.advice}`;
    if (!isAllowed(target)) return { error: outside };
    const about = await stat(target);
    if (about.isDirectory()) return { error: `"${path}" cannot be read: it is a folder.` };
    // Not even opened: that alone can have an effect on a device.
    if (!about.isFile()) return { error: `"${path}" is not a file.` };
    const file = await open(target, withoutWaiting);
    try {
      if (!isAllowed(await placeOf(file, target))) return { error: outside };
      return await readOpen(file, path, target);
    } finally {
      await file.close();
    }
  } catch (error) {
    return { error: `"${path}" cannot be read: ${reasonOf(error)}.` };
  }
}

/** A pipe would keep whoever opens it waiting. Windows has neither flag, nor what they are for. */
const withoutWaiting = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** The path of an open file as the system knows it; elsewhere than on Linux the path that was checked, if it is still that of this file. */
async function placeOf(file: FileHandle, checked: string): Promise<string> {
  const told = await readlink(`/proc/self/fd/${file.fd}`).catch(() => undefined);
  if (told !== undefined) return told;
  const place = await realpath(checked);
  const [opened, there] = await Promise.all([
    file.stat({ bigint: true }),
    stat(place, { bigint: true }),
  ]);
  if (opened.dev === there.dev && opened.ino === there.ino) return place;
  throw new Error("it was replaced while it was opened");
}

async function readOpen(file: FileHandle, path: string, target: string): Promise<LoadedBodyFile> {
  const about = await file.stat();
  if (!about.isFile()) return { error: `"${path}" is not a file.` };
  const most = maxBodyBytes * 2;
  const content = about.size > most ? undefined : await readUpTo(file, most);
  if (content === undefined) {
    const size = Math.max(about.size, most + 1).toLocaleString("en-US");
    const limit = maxBodyBytes.toLocaleString("en-US");
    return { error: `"${path}" has ${size} bytes; the service accepts up to ${limit}.` };
  }
  return { content, path: target, bytes: content.length, ...decoded(content) };
}

/** What the open file holds; undefined when that is more. Its size is no promise: it may be growing. */
async function readUpTo(file: FileHandle, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length <= maxBytes) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes));
    if (bytesRead === 0) return Buffer.concat(chunks, length);
    chunks.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return undefined;
}

const chunkBytes = 256 * 1024;

/** The text, and what of the bytes does not show in it. */
function decoded(content: Uint8Array): Pick<Extract<BodyFile, { text: string }>, "text" | "flaw"> {
  const hasMark = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    return { text, flaw: hasMark ? "byteOrderMark" : undefined };
  } catch {
    return { text: new TextDecoder().decode(content), flaw: "notUtf8" };
  }
}

function isInside(folder: string, target: string): boolean {
  const path = relative(folder, target);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
