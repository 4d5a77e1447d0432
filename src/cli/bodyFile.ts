import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { BodyFile } from "../core/request/bodyRules.ts";
import { stringMember, type RequestDocument } from "../core/request/parse.ts";
import { maxBodyBytes } from "../core/request/types.ts";
import { reasonOf } from "./exitCodes.ts";

/** A body file with the bytes to send, or why it cannot be had. */
export type LoadedBodyFile = BodyFile & { readonly content?: Uint8Array };

/**
 * Reads the file that `bodyFile` names; undefined when the request names none. The path is relative
 * to the request file and stays in its folder or in the current one, links followed: a request file
 * from elsewhere must not make anybody send a file of theirs.
 */
export async function loadBodyFile(
  document: RequestDocument,
  folder: string,
): Promise<LoadedBodyFile | undefined> {
  const path = stringMember(document, "bodyFile");
  if (path === undefined || document.body) return undefined;
  if (path.trim() === "") return { error: "bodyFile is empty: name a file." };
  if (isAbsolute(path)) return { error: `bodyFile has to be a relative path, not "${path}".` };
  try {
    const target = await realpath(resolve(folder, path));
    const allowed = await Promise.all([folder, process.cwd()].map((each) => realpath(each)));
    if (!allowed.some((each) => isInside(each, target)))
      return {
        error: `"${path}" is outside of the request file's folder and of the current folder.`,
      };
    const about = await stat(target);
    if (!about.isFile()) return { error: `"${path}" is not a file.` };
    if (about.size > maxBodyBytes * 2)
      return {
        error: `"${path}" has ${about.size.toLocaleString("en-US")} bytes; the service takes ${maxBodyBytes.toLocaleString("en-US")}.`,
      };
    const content = await readFile(target);
    return { content, text: new TextDecoder().decode(content), bytes: content.length };
  } catch (error) {
    return { error: `"${path}" cannot be read: ${reasonOf(error)}.` };
  }
}

function isInside(folder: string, target: string): boolean {
  const path = relative(folder, target);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
