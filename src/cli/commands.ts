import { check, checkOptions } from "./check.ts";
import type { Options } from "./options.ts";
import type { Terminal } from "./output.ts";
import { run } from "./run.ts";
import { runDetails, runOptions } from "./runOptions.ts";
import { sandbox, sandboxOptions } from "./sandbox.ts";

/** One command: what `--help` says of it, and what it does. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: Options;
  /** Paragraphs below the options. */
  readonly details: readonly string[];
  /** Returns the exit code; throws a CliError. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** The commands in the order of `--help`. */
export const commands: readonly Command[] = [
  {
    name: "run",
    usage: "run FILE",
    summary: "Sends the request in FILE (- is standard input) and prints the answer.",
    options: runOptions,
    details: runDetails,
    run,
  },
  {
    name: "check",
    usage: "check FILE...",
    summary: "Prints what is wrong with request files, without sending them.",
    options: checkOptions,
    details: [
      "Prints one line for each problem:\n  FILE:LINE:COLUMN: SEVERITY: MESSAGE [CODE]",
      "Exit codes:\n  0  no errors; there may be warnings and hints\n  2  a file has an error or cannot be read",
    ],
    run: check,
  },
  {
    name: "sandbox",
    usage: "sandbox",
    summary: "Serves a local endpoint that answers as Bedrock does, without an account.",
    options: sandboxOptions,
    details: ["Runs until Ctrl-C or SIGTERM; exit code 1 when it cannot listen."],
    run: sandbox,
  },
];
