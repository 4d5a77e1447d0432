import { appendFileSync } from "node:fs";
import path from "node:path";

/** Has the summary of `npm test` say something about what was tested; what is said twice is shown once. */
export function noteInSummary(note: string): void {
  write({ note });
}

/** Has the summary of `npm test` say that tests of a file were left out. `file` is `import.meta.filename`. */
export function leaveOut(file: string, why: string): void {
  write({ leftOut: path.relative(process.cwd(), file), why });
}

/** One JSON value a line: the files of a tier run in several processes. */
function write(line: object): void {
  const file = process.env["BEDROCK_INVOKE_NOTES"];
  if (file === undefined) process.stderr.write(`${JSON.stringify(line)}\n`);
  else appendFileSync(file, `${JSON.stringify(line)}\n`);
}
