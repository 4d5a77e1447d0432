import { stat } from "node:fs/promises";
import { answerBytes } from "../core/run/answerBytes.ts";
import { writeRunRecord } from "../core/run/record.ts";
import type { RunState } from "../core/run/state.ts";
import { saveFile } from "../files/saveFile.ts";
import { messageOf } from "./exitCodes.ts";

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
export async function saveRun(state: RunState, targets: Targets): Promise<Saved> {
  const { outfile, save } = targets;
  const failures: string[] = [];
  const notes: string[] = [];
  const attempt = async (step: () => Promise<void>): Promise<boolean> => {
    try {
      await step();
      return true;
    } catch (error) {
      failures.push(messageOf(error));
      return false;
    }
  };
  const recorded = save !== undefined && (await attempt(() => saveFile(save, recordText(state))));
  if (outfile !== undefined)
    await attempt(async () => {
      if (state.status === "done") await saveFile(outfile, answerBytes(state));
      else notes.push(await keepIncomplete(state, outfile, recorded ? save : undefined));
    });
  return { failures, notes };
}

function recordText(state: RunState): string {
  return writeRunRecord(state, { savedAt: new Date().toISOString(), redact: true });
}

/** Saves what arrived of an answer beside the file for the whole one, unless the record has it; tells where it is. */
async function keepIncomplete(
  state: RunState,
  outfile: string,
  record: string | undefined,
): Promise<string> {
  const bytes = answerBytes(state);
  if (bytes.length === 0) return `${outfile} is not written: there is no answer.`;
  const place = record ?? (await freeName(`${outfile}.incomplete`));
  if (record === undefined) await saveFile(place, bytes);
  const size = bytes.length.toLocaleString("en-US");
  return `${outfile} is not written, because the answer is incomplete. What arrived (${size} bytes) is in ${place}.`;
}

/** The name, with a number where there is such a file. */
async function freeName(path: string): Promise<string> {
  let name = path;
  for (let count = 2; await isTaken(name); count++) name = `${path}-${count}`;
  return name;
}

async function isTaken(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
