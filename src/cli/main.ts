#!/usr/bin/env node
import { writeSync } from "node:fs";
import { thrownMessage } from "../core/thrownMessage.ts";
import { commands } from "./commands.ts";
import { CliError, exitCodes, usageError } from "./exitCodes.ts";
import { commandHelp, programHelp, programName, version } from "./help.ts";
import { openOutput, type Terminal } from "./output.ts";
import { oneLine, visibleText } from "./visibleText.ts";

start(process.argv.slice(2));

/** Runs the command and ends the process: with 1 unless the command has said otherwise. */
function start(args: readonly string[]): void {
  let ended = false;
  const end = (code: number) => {
    ended = true;
    process.exit(code);
  };
  // Where nothing is left to wait for, Node ends the process, whatever the command still waits for.
  process.exitCode = exitCodes.failed;
  process.once("exit", () => {
    if (!ended) sayNow("error: the command ended unexpectedly. Use --debug to see its last step.");
  });
  // Rejections that nobody handles arrive here too.
  process.on("uncaughtException", (error) => {
    sayNow(unexpected(error, args));
    end(exitCodes.failed);
  });
  void main(args).then(end);
}

/** Runs the command and returns the exit code once all that was printed has left the process. */
async function main(args: readonly string[]): Promise<number> {
  const out = openOutput(process.stdout);
  // Always made visible: most of it comes from others, and logs are looked at in terminals.
  const err = openOutput(process.stderr, true);
  const say = (text: string) => err.write(`${programName}: ${text}\n`);
  let code: number;
  try {
    code = await dispatch(args, { out, err });
  } catch (error) {
    code = error instanceof CliError ? error.exitCode : exitCodes.failed;
    say(error instanceof CliError ? error.message : unexpected(error, args));
  }
  await out.flushed();
  const failure = out.failure();
  if (failure !== undefined) {
    say(`Couldn't write to standard output: ${failure}. What was printed is incomplete.`);
    if (code === exitCodes.done) code = exitCodes.failed;
  }
  await err.flushed();
  return code;
}

/** One line for what only a fault of the program throws; with --debug, where it was thrown. */
function unexpected(error: unknown, args: readonly string[]): string {
  const stack = args.includes("--debug") && error instanceof Error ? error.stack : undefined;
  const name = error instanceof Error ? `${error.name}: ` : "";
  const what = stack ?? oneLine(name + thrownMessage(error));
  return `unexpected error: ${what}${/[.!?]$/.test(what) ? "" : "."} This is a bug in ${programName}: please report it.`;
}

/** Writes to standard error at once, as the process is about to end. */
function sayNow(text: string): void {
  try {
    writeSync(process.stderr.fd, visibleText(`${programName}: ${text}\n`));
  } catch {
    // there is nowhere to say it
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.err.write(programHelp(commands));
    return exitCodes.usage;
  }
  const topic = commands.find((each) => each.name === (name === "help" ? rest[0] : name));
  const help = name === "help" || name === "--help" || name === "-h" || wantsHelp(rest);
  if (help) {
    terminal.out.write(topic ? commandHelp(topic) : programHelp(commands));
    return exitCodes.done;
  }
  if (name === "--version") {
    terminal.out.write(`${programName} ${version}\n`);
    return exitCodes.done;
  }
  if (!topic) throw usageError(`there is no command "${name}". ${programName} --help lists them.`);
  return topic.run(rest, terminal);
}

/** `--help` before a bare `--` is for us; behind it, it is a file's name. */
function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((each) => each === "--help" || each === "-h");
}
