import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { answerBytes } from "../core/run/answerBytes.ts";
import { recordPieces } from "../core/run/record.ts";
import type { RunState } from "../core/run/state.ts";
import { thrownMessage } from "../core/thrownMessage.ts";
import { saveFile } from "../files/saveFile.ts";

/** The files for the answer's bytes and for the run record, where they were asked for. */
interface Targets {
  readonly outfile: string | undefined;
  readonly save: string | undefined;
}

/** What became of the saves, in lines for standard error. */
export interface Saved {
  readonly failures: readonly string[];
  readonly notes: readonly string[];
}

/** Saves the answer's bytes and the run record, each whatever becomes of the other. Never rejects. */
export async function saveOutputs(state: RunState, targets: Targets): Promise<Saved> {
  const { outfile, save } = targets;
  const failures: string[] = [];
  const notes: string[] = [];
  const attempt = async (step: () => Promise<unknown>): Promise<boolean> => {
    try {
      await step();
      return true;
    } catch (error) {
      failures.push(thrownMessage(error));
      return false;
    }
  };
  const recorded = save !== undefined && (await attempt(() => saveFile(save, piecesOf(state))));
  if (outfile !== undefined)
    await attempt(async () => {
      if (state.status === "done") await saveFile(outfile, answerBytes(state));
      else notes.push(await keepIncomplete(state, outfile, recorded ? save : undefined));
    });
  return { failures, notes };
}

function piecesOf(state: RunState): Iterable<string | Uint8Array> {
  return recordPieces(state, { savedAt: new Date().toISOString(), redact: true });
}

/** Saves what arrived of an answer beside the file for the whole one, unless the record has it; tells where it is. */
async function keepIncomplete(
  state: RunState,
  outfile: string,
  record: string | undefined,
): Promise<string> {
  const bytes = answerBytes(state);
  if (bytes.length === 0) return `${outfile} is not written: there is no answer.`;
  const place = record ?? (await placeBeside(outfile));
  if (record === undefined && place !== undefined) await saveFile(place, bytes);
  const kept = place === undefined ? `is not kept, as ${outfile} is not a file` : `is in ${place}`;
  const size = bytes.length.toLocaleString("en-US");
  return `${outfile} is not written, because the answer is incomplete. What arrived (${size} bytes) ${kept}.`;
}

/** A name beside the file that no other file has; undefined beside a device or a pipe. */
async function placeBeside(outfile: string): Promise<string | undefined> {
  const about = await statOrNothing(outfile);
  if (about && !about.isFile()) return undefined;
  const name = basename(outfile);
  // A name has room for 255 bytes.
  const base = Buffer.byteLength(name) > 240 ? "answer" : name;
  const place = join(dirname(outfile), `${base}.incomplete`);
  let free = place;
  for (let count = 2; await statOrNothing(free); count++) free = `${place}-${count}`;
  return free;
}

async function statOrNothing(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}
