import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringMember, type RequestDocument } from "../core/request/parse.ts";
import { loadBodyFile, type LoadedBodyFile } from "../files/bodyFile.ts";
import { usageError } from "./exitCodes.ts";
import { filled, type Options } from "./options.ts";

/** The option of every command that reads body files. */
export const rootOption = {
  root: {
    type: "string",
    multiple: true,
    value: "DIR",
    help: 'A folder that may also contain a "bodyFile". When absent: the nearest folder above the request file that contains .git, or else the request file\'s own. Repeatable.',
  },
} as const satisfies Options;

/**
 * The file that the request's `bodyFile` names, relative to the request's folder and inside of the project's or of one of
 * the `roots`; undefined when it names none.
 */
export async function readBodyFileWithin(
  document: RequestDocument,
  folder: string,
  roots: readonly string[],
): Promise<LoadedBodyFile | undefined> {
  const path = stringMember(document, "bodyFile");
  if (path === undefined || document.body) return undefined;
  return loadBodyFile(path, {
    base: folder,
    within: [await projectFolder(folder), ...roots],
    advice: "Move it there, or allow its folder with --root DIR.",
  });
}

/** The folders of --root. Throws a usage error where there is no such folder. */
export async function readRoots(texts: readonly string[] = []): Promise<readonly string[]> {
  for (const text of texts) {
    const about = await stat(filled("root", text) ?? "").catch(() => undefined);
    if (!about?.isDirectory()) throw usageError(`--root: there is no folder ${text}.`);
  }
  return texts;
}

/** The nearest folder that holds `.git`, from this one up; this one where none does. */
async function projectFolder(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if (await exists(join(at, ".git"))) return at;
    if (at === dirname(at)) return folder;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
