import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { openInput } from "../files/openInput.ts";
import { reasonOf } from "../files/reasonOf.ts";
import { parseRequest, type RequestDocument } from "../core/request/parse.ts";
import { isMember } from "../core/request/members.ts";
import { CliError, usageError } from "./exitCodes.ts";

/** The text of a request file, without its byte order mark. */
export interface RequestSource {
  /** As the user wrote it; "stdin" for `-`. */
  readonly name: string;
  readonly text: string;
  /** The folder to which `bodyFile` is relative. */
  readonly folder: string;
}

/** More than twice what the service takes as a body; such a file is not a request. */
const maxFileBytes = 60_000_000;

/** Reads the file, or standard input for `-`. Throws a usage error that says what is wrong with it. */
export async function readRequestSource(file: string): Promise<RequestSource> {
  const stdin = file === "-";
  const name = stdin ? "stdin" : file;
  const bytes = await readLimited(file, name);
  return {
    name,
    text: decode(bytes, name),
    folder: stdin ? process.cwd() : dirname(resolve(file)),
  };
}

/** Returns the text taken apart. Throws a usage error for JSON that is another kind of file, and no request at all. */
export function parseRequestSource({ name, text }: RequestSource): RequestDocument {
  const document = parseRequest(text);
  const { members } = document;
  if (members.has("modelId") || members.has("body") || members.size === 0) return document;
  if (members.has("request") && members.has("savedAt"))
    throw usageError(
      `${name} is a run file: open it as a response in the editor, or give the request's own file.`,
    );
  if (![...members.keys()].some(isRead))
    throw usageError(`${name} isn't a request file: it has neither "modelId" nor "body".`);
  return document;
}

function isRead(key: string): boolean {
  return isMember(key) && !sharedKeys.has(key);
}

/** Keys that files of other kinds have too. */
const sharedKeys: ReadonlySet<string> = new Set(["$schema", "version"]);

async function readLimited(file: string, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    if (file !== "-" && (await stat(file)).isDirectory())
      throw usageError(`${name} is a folder, not a request file.`);
    const source: AsyncIterable<Buffer> = file === "-" ? process.stdin : await openInput(file);
    for await (const chunk of source) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxFileBytes)
        throw usageError(
          `${name} has more than ${maxFileBytes / 1_000_000} MB; a request's body may have 25 MB.`,
        );
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw usageError(`${name} cannot be read: ${reasonOf(error)}.`);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw usageError(`${name} is not UTF-8 text. Save it as UTF-8.`);
  }
}
