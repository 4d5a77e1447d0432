import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { saveFile } from "../../files/saveFile.ts";
import { keptListSchema } from "../../protocol/models.ts";
import type { Resolved } from "../connection/connections.ts";

/** The lists of one connection in one region, as they are kept between sessions. */
const keptSchema = v.object({
  version: v.literal(1),
  key: v.string(),
  /** When they were last asked for, in ms since 1970; 0: never. */
  askedAt: v.number(),
  lists: v.array(keptListSchema),
  /** Foundation models behind ids that are in no list, as the service told them. */
  bases: v.record(v.string(), v.string()),
});
export type KeptModels = v.InferOutput<typeof keptSchema>;

/** Files beyond these, the oldest ones, are thrown away: each sandbox and each region makes one. */
const mostFiles = 40;

/** Returns what a connection's lists are kept under: who asks, for which account, the region and the host, and no secret. */
export function cacheKey({
  connection: { credentials, region },
  account,
  endpointSource,
  controlPlaneHost = "",
}: Pick<Resolved, "connection" | "account" | "endpointSource" | "controlPlaneHost">): string {
  const { kind } = credentials;
  // The sandbox has another port each time, and the same models. A profile may be called "sandbox".
  if (kind === "none" && endpointSource === "sandbox") return JSON.stringify(["sandbox", region]);
  const who = kind === "profile" ? [kind, credentials.profile] : [kind];
  return JSON.stringify([...who, account, region, controlPlaneHost]);
}

/** Returns what is kept for the key; nothing yet, or a file that cannot be read, gives empty lists. */
export async function readKept(folder: string, key: string): Promise<KeptModels> {
  const nothing: KeptModels = { version: 1, key, askedAt: 0, lists: [], bases: {} };
  try {
    const kept = v.parse(keptSchema, JSON.parse(await readFile(fileOf(folder, key), "utf8")));
    return kept.key === key ? kept : nothing;
  } catch {
    return nothing; // a cache: it is asked for anew
  }
}

/** Writes what is kept for its key, whole or not at all, and throws old files away. Rejects when the folder cannot be written. */
export async function writeKept(folder: string, kept: KeptModels): Promise<void> {
  await mkdir(folder, { recursive: true });
  // The words of an error are for the moment; its name is enough for later.
  const lists = kept.lists.map(({ error, ...list }) => ({
    ...list,
    ...(error && { error: { name: error.name, message: "" } }),
  }));
  await saveFile(fileOf(folder, kept.key), JSON.stringify({ ...kept, lists }));
  await prune(folder);
}

async function prune(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= mostFiles) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return { file, time: (await stat(file)).mtimeMs };
    }),
  );
  const old = files.sort((a, b) => b.time - a.time).slice(mostFiles);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
}

function fileOf(folder: string, key: string): string {
  return path.join(folder, `${createHash("sha256").update(key).digest("hex").slice(0, 24)}.json`);
}
