import type { RequestDocument } from "../core/request/parse.ts";
import { preflight } from "../core/request/preflight.ts";
import { sendability } from "../core/request/problem.ts";
import { toInvokeCall } from "../core/request/toCall.ts";
import { placeholderNames } from "../core/request/requestBody.ts";
import type { InvokeCall } from "../core/request/types.ts";
import type { RunEvent } from "../core/run/events.ts";
import { foldRunEvent, initialRunState } from "../core/run/fold.ts";
import type { RunState } from "../core/run/state.ts";
import { thrownMessage } from "../core/thrownMessage.ts";
import { readBodyFileWithin, readRoots } from "./bodyFile.ts";
import { reach } from "./connection.ts";
import { CliError, exitCodes, usageError } from "./exitCodes.ts";
import { terminalMfaCode } from "./mfaCode.ts";
import { debugLine, debugLines, errorLines, noteLines } from "./messages.ts";
import type { Terminal } from "./output.ts";
import { createPrinter, type Printer } from "./printer.ts";
import { problemLines } from "./problems.ts";
import { parseRequestSource, readRequestSource } from "./requestFile.ts";
import { readRunSettings, type RunSettings } from "./runOptions.ts";
import { saveOutputs } from "./save.ts";
import { checkTargets, closeTargets } from "./saveTargets.ts";

/** Sends the request of a file, prints the answer as it arrives, and saves what was asked for. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const settings = readRunSettings(args);
  const { call, document, inputs } = await readCall(settings, terminal);
  const pipes = await checkTargets({ outfile: settings.outfile, save: settings.save }, inputs);
  const notes: string[] = [];
  const printer = createPrinter(settings.output, settings.query, terminal.out, (sentence) =>
    notes.push(sentence),
  );
  const state = await send(call, document, settings, terminal, (now) => printer.update(now));
  // Saved before the rest is shown: an answer is not lost to what shows it.
  const saved = await saveOutputs(state, settings);
  await closeTargets(pipes);
  const notShown = await finish(printer, state);
  if (state.error) terminal.err.write(errorLines(state.error, state.connection?.region));
  if (!terminal.out.closed.aborted) terminal.err.write(noteLines(state));
  for (const note of [...notes, ...saved.notes]) terminal.err.write(`note: ${note}\n`);
  for (const failure of saved.failures) terminal.err.write(`error: ${failure}\n`);
  if (notShown) terminal.err.write(`error: ${notShown.message}\n`);
  const code = exitCodeOf(state, terminal);
  if (code !== exitCodes.done) return code;
  return saved.failures.length > 0 ? exitCodes.failed : (notShown?.exitCode ?? code);
}

/** Prints the rest; returns why it cannot be printed, as a query that does not fit the record. */
async function finish(printer: Printer, state: RunState): Promise<CliError | undefined> {
  try {
    await printer.finish(state);
    return undefined;
  } catch (error) {
    if (error instanceof CliError) return error;
    return new CliError(`the answer cannot be printed: ${thrownMessage(error)}`, exitCodes.failed);
  }
}

/**
 * The call that the file and the options ask for, and the paths of the files it was read from. Prints
 * problems; throws where they forbid to send.
 */
async function readCall(
  settings: RunSettings,
  { err }: Terminal,
): Promise<{ call: InvokeCall; document: RequestDocument; inputs: Map<string, string> }> {
  const { streaming, variables, anyway } = settings;
  const source = await readRequestSource(settings.file);
  const { name, text, folder } = source;
  const document = parseRequestSource(source);
  const bodyFile = await readBodyFileWithin(document, folder, await readRoots(settings.roots));
  const problems = preflight(document, bodyFile, { streaming, variables });
  err.write(problemLines(name, text, problems));
  const verdict = sendability(problems);
  if (verdict === "no") throw usageError("nothing was sent.");
  if (verdict === "warn" && !anyway)
    throw usageError("nothing was sent. The service may reject it; --anyway sends it regardless.");
  const known = placeholderNames(document.body);
  const unused = Object.keys(variables).find((each) => !known.has(each));
  if (unused !== undefined)
    throw usageError(
      document.members.has("variables")
        ? `--var ${unused}: the body has no {{${unused}}}.`
        : `--var ${unused}: ${name} has no "variables", so its body is sent untouched. Add "variables": {}.`,
    );
  const inputs = new Map<string, string>();
  if (settings.file !== "-") inputs.set(settings.file, "the request file");
  const loaded = bodyFile && "content" in bodyFile ? bodyFile : undefined;
  if (loaded) inputs.set(loaded.path, "the body file");
  return {
    call: toInvokeCall(document, { streaming, bodyFile: loaded?.content, variables }),
    document,
    inputs,
  };
}

/** Sends the call and folds what happens; `onState` is told each state. Cancels at SIGINT or SIGTERM. */
async function send(
  call: InvokeCall,
  document: RequestDocument,
  settings: RunSettings,
  { out, err }: Terminal,
  onState: (state: RunState) => void,
): Promise<RunState> {
  const { invoke } = await import("../bedrock/engine.ts");
  let state = initialRunState();
  const onEvent = (event: RunEvent) => {
    if (settings.debug) err.write(debugLine(event) ?? "");
    state = foldRunEvent(state, event);
    onState(state);
  };
  const { connection, context, error, told } = await reach(settings, document);
  if (settings.debug) err.write(debugLines(told));
  if (error) {
    const startedAt = new Date().toISOString();
    const nowhere = { region: "", endpointHost: "" };
    onEvent({ type: "started", atMs: 0, startedAt, call, connection: nowhere });
    onEvent({ type: "failed", atMs: 0, error });
    return state;
  }
  const abort = new AbortController();
  const cancel = () => abort.abort();
  // Once: the second signal ends the process, whatever hangs.
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  // Without a reader, only what is to be saved is worth the rest of the answer.
  if (settings.outfile === undefined && settings.save === undefined)
    out.closed.addEventListener("abort", cancel, { once: true });
  try {
    const mfaCode = terminalMfaCode();
    await invoke(call, connection, { signal: abort.signal, context, onEvent, mfaCode });
  } finally {
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
  }
  return state;
}

function exitCodeOf(state: RunState, { out }: Terminal): number {
  if (state.status === "cancelled")
    return out.closed.aborted ? exitCodes.done : exitCodes.cancelled;
  if (state.error) return state.error.attempts === 0 ? exitCodes.usage : exitCodes.failed;
  return state.complete ? exitCodes.done : exitCodes.failed;
}
