import { preflight } from "../core/request/preflight.ts";
import { readBodyFileWithin, readRoots, rootOption } from "./bodyFile.ts";
import { CliError, exitCodes, usageError } from "./exitCodes.ts";
import { readArguments } from "./options.ts";
import type { Terminal } from "./output.ts";
import { problemLines } from "./problems.ts";
import { parseRequestSource, readRequestSource } from "./requestFile.ts";

export const checkOptions = rootOption;

/** Prints what pre-flight has to say about each file; 2 when any has an error, or cannot be read. */
export async function check(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const { positionals, values } = readArguments(args, checkOptions);
  if (positionals.length === 0) throw usageError("check needs a FILE, or - for standard input.");
  const roots = await readRoots(values.root);
  let code: number = exitCodes.done;
  for (const file of positionals) {
    try {
      const source = await readRequestSource(file);
      const { name, text, folder } = source;
      const document = parseRequestSource(source);
      const problems = preflight(document, await readBodyFileWithin(document, folder, roots));
      out.write(problemLines(name, text, problems));
      if (problems.some(({ severity }) => severity === "error")) code = exitCodes.usage;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      err.write(`${error.message}\n`);
      code = exitCodes.usage;
    }
  }
  return code;
}
