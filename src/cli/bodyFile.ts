import { stringMember, type RequestDocument } from "../core/request/parse.ts";
import { loadBodyFile, type LoadedBodyFile } from "../files/bodyFile.ts";

/**
 * The file that the request's `bodyFile` names, in the request file's folder or in the current one;
 * undefined when it names none.
 */
export async function readBodyFile(
  document: RequestDocument,
  folder: string,
): Promise<LoadedBodyFile | undefined> {
  const path = stringMember(document, "bodyFile");
  if (path === undefined || document.body) return undefined;
  return loadBodyFile(path, folder, [folder, process.cwd()]);
}
