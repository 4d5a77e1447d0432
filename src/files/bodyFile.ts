import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { BodyFile } from "../core/request/bodyRules.ts";
import { maxBodyBytes } from "../core/request/types.ts";
import { reasonOf } from "./reasonOf.ts";

/** A body file with the bytes to send and its path without links, or why it cannot be had. */
export type LoadedBodyFile =
  | (Extract<BodyFile, { text: string }> & { readonly content: Uint8Array; readonly path: string })
  | Extract<BodyFile, { error: string }>;

/**
 * Reads the file that a request's `bodyFile` names. The path is relative to `base` and stays in one
 * of the folders `within`, links followed: a request file from elsewhere must not make anybody send
 * a file of theirs. Never rejects.
 */
export async function loadBodyFile(
  path: string,
  base: string,
  within: readonly string[],
): Promise<LoadedBodyFile> {
  if (path.trim() === "") return { error: "bodyFile is empty: name a file." };
  if (isAbsolute(path)) return { error: `bodyFile has to be a relative path, not "${path}".` };
  try {
    const target = await realpath(resolve(base, path));
    const allowed = await Promise.all(within.map((each) => realpath(each)));
    if (!allowed.some((each) => isInside(each, target)))
      return {
        error: `"${path}" is outside of the request file's folder and of the folder you work in.`,
      };
    const about = await stat(target);
    if (about.isDirectory()) return { error: `"${path}" cannot be read: it is a folder.` };
    // A pipe would keep the reader waiting, a device has no end.
    if (!about.isFile()) return { error: `"${path}" is not a file.` };
    if (about.size > maxBodyBytes * 2)
      return {
        error: `"${path}" has ${about.size.toLocaleString("en-US")} bytes; the service takes ${maxBodyBytes.toLocaleString("en-US")}.`,
      };
    const content = await readFile(target);
    return { content, path: target, bytes: content.length, ...decoded(content) };
  } catch (error) {
    return { error: `"${path}" cannot be read: ${reasonOf(error)}.` };
  }
}

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
