import { parseArgs } from "node:util";
import { thrownMessage } from "../core/thrownMessage.ts";
import { usageError } from "./exitCodes.ts";

/** One option as `--help` shows it; without `value` it is a switch. */
interface Option {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** What stands for the value in the help, such as NAME. */
  readonly value?: string;
  readonly help: string;
}
export type Options = Readonly<Record<string, Option>>;

/** The options as texts and switches, and the arguments between them. Throws a usage error. */
export function readArguments<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw usageError(firstSentence(error));
  }
}

/** A whole number between the bounds; undefined when the option is absent. Throws a usage error. */
export function wholeNumber(
  name: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw usageError(`--${name} must be a whole number from ${least} to ${most}, not "${text}".`);
}

/** The longest time a timer of Node can wait, in whole seconds. */
const mostSeconds = 2_147_483;

/** Seconds, as milliseconds; 0 waits without limit. Throws a usage error. */
export function seconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= mostSeconds) return Math.ceil(value * 1000);
  throw usageError(
    `--${name} must be a number of seconds up to ${mostSeconds} (0 for no timeout), not "${text}".`,
  );
}

/** Throws a usage error where an option was given an empty text, as an unset shell variable gives. */
export function filled(name: string, text: string | undefined): string | undefined {
  if (text === undefined || text.trim() !== "") return text;
  throw usageError(`--${name} needs a value.`);
}

/** Node adds advice on positional arguments that is of no use here. */
function firstSentence(error: unknown): string {
  const message = thrownMessage(error);
  const [first = message] = message.split(/\. To specify|\n/);
  return `${first.replace(/\.$/, "")}. --help lists the options.`;
}
