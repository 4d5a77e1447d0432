// What a run of tests counted.
import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/**
 * @typedef {{ passed: number, failed: number, skipped: number, problem?: string, files?: string[], failures?: string[], notes?: Note[] }} Counts
 *   `problem` says what went wrong besides failing tests; `files` are those that ran a test; `failures` are the titles of the tests that failed
 * @typedef {{ note: string } | { leftOut: string, why: string }} Note
 *   what test/fakes/summary.ts has the summary say; `leftOut` is a file
 */

/**
 * Runs `work` with BEDROCK_INVOKE_RESULT naming the file that the tests write their counts to, and returns these.
 * @param {(env: NodeJS.ProcessEnv, temp: string) => Promise<number>} work returns an exit code; `temp` is removed afterwards
 * @param {string} [nonZero] what an exit code means when no test failed
 * @returns {Promise<Counts>}
 */
export async function withResult(work, nonZero) {
  const temp = await mkdtemp(path.join(os.tmpdir(), "bedrock-invoke-test-"));
  const file = path.join(temp, "result.json");
  const notes = path.join(temp, "notes");
  const env = { ...process.env, BEDROCK_INVOKE_RESULT: file, BEDROCK_INVOKE_NOTES: notes };
  try {
    const code = await work(env, temp);
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) {
      const problem = `The tests ended with exit code ${code} and left no result.`;
      return { passed: 0, failed: 0, skipped: 0, problem };
    }
    const counts = { notes: await notesIn(notes), ...JSON.parse(text) };
    if (code === 0) return counts;
    return { ...counts, problem: nonZero ?? `The tests ended with exit code ${code}.` };
  } finally {
    await rm(temp, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Writes what was counted where `withResult` of the process that started this one reads it.
 * @param {Counts} counts
 */
export function writeResult(counts) {
  const file = process.env.BEDROCK_INVOKE_RESULT;
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/**
 * Returns the sum of several runs.
 * @param {Counts[]} runs
 * @returns {Counts}
 */
export function sum(runs) {
  const problems = runs.flatMap(({ problem }) => (problem ? [problem] : []));
  return {
    passed: runs.reduce((total, { passed }) => total + passed, 0),
    failed: runs.reduce((total, { failed }) => total + failed, 0),
    skipped: runs.reduce((total, { skipped }) => total + skipped, 0),
    files: runs.flatMap(({ files = [] }) => files),
    failures: runs.flatMap(({ failures = [] }) => failures),
    notes: runs.flatMap(({ notes = [] }) => notes),
    ...(problems.length > 0 ? { problem: problems.join("\n") } : {}),
  };
}

/** One JSON value a line; no file where nothing was said. */
async function notesIn(file) {
  const text = await readFile(file, "utf8").catch(() => "");
  const lines = new Set(text.split("\n").filter(Boolean));
  return [...lines].map((line) => JSON.parse(line));
}
