#!/usr/bin/env node
import { commands } from "./commands.ts";
import { CliError, exitCodes, messageOf, usageError } from "./exitCodes.ts";
import { commandHelp, programHelp, programName, version } from "./help.ts";
import { openOutput, type Terminal } from "./output.ts";

void main(process.argv.slice(2)).then((code) => process.exit(code));

/** Runs the command and returns the exit code once all that was printed has left the process. */
async function main(args: readonly string[]): Promise<number> {
  const out = openOutput(process.stdout);
  const err = openOutput(process.stderr);
  const say = (text: string) => err.write(`${programName}: ${text}\n`);
  let code: number;
  try {
    code = await dispatch(args, { out, err });
  } catch (error) {
    code = error instanceof CliError ? error.exitCode : exitCodes.failed;
    const known = error instanceof CliError || !(error instanceof Error);
    say(known ? messageOf(error) : (error.stack ?? error.message));
  }
  await out.flushed();
  const failure = out.failure();
  if (failure !== undefined) {
    say(`standard output cannot be written: ${failure}`);
    if (code === exitCodes.done) code = exitCodes.failed;
  }
  await err.flushed();
  return code;
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
