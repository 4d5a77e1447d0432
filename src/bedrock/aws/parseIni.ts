import type { FileProblem } from "../../core/diagnosis/ownFailures.ts";
import { indentOf, linesOf, splitLines, strip, stripEnd } from "./pythonText.ts";

/** One section of an ini file by option name; a key of a nested block is `block.key`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** An ini file that cannot be read, and why. */
export class IniSyntaxError extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem.kind);
    this.name = "IniSyntaxError";
    this.problem = problem;
  }
}

type Options = Map<string, string[]>;

/** The section that Python's parser adds to all others. */
const defaultsName = "DEFAULT";

/**
 * Returns the sections of an ini file as the AWS CLI reads them: by the rules of Python's RawConfigParser and botocore's
 * configloader (https://docs.python.org/3/library/configparser.html#supported-ini-file-structure,
 * https://github.com/boto/botocore/blob/develop/botocore/configloader.py). Throws IniSyntaxError where they refuse it.
 */
export function parseIni(source: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Options>();
  const defaults: Options = new Map();
  let name = "";
  let section: Options | undefined;
  let value: string[] | undefined;
  let indent = 0;
  let fault: FileProblem | undefined;
  for (const [index, raw] of linesOf(source).entries()) {
    const line = index + 1;
    const text = strip(raw);
    if (text.startsWith("#") || text.startsWith(";")) continue;
    if (text === "") {
      value?.push("");
      continue;
    }
    const depth = indentOf(raw);
    if (value && depth > indent) {
      value.push(text);
      continue;
    }
    indent = depth;
    const header = /^\[([\s\S]+)\]/.exec(text)?.[1];
    if (header !== undefined) {
      if (sections.has(header)) fail({ kind: "sectionTwice", line, section: header });
      name = header;
      value = undefined;
      section = header === defaultsName ? defaults : new Map();
      if (section !== defaults) sections.set(header, section);
      continue;
    }
    if (!section) fail({ kind: "noSection", line });
    const at = text.search(/[=:]/);
    if (at <= 0) {
      fault ??= { kind: "noOption", line };
      // Python goes on with an option without a name; the file is refused in the end.
      continue;
    }
    const option = stripEnd(text.slice(0, at)).toLowerCase();
    if (section.has(option)) fail({ kind: "optionTwice", line, section: name, option });
    value = [strip(text.slice(at + 1))];
    section.set(option, value);
  }
  if (fault) fail(fault);
  return new Map(
    [...sections].map(([header, options]) => [
      header,
      sectionOf(new Map([...defaults, ...options])),
    ]),
  );
}

function fail(problem: FileProblem): never {
  throw new IniSyntaxError(problem);
}

function sectionOf(options: Options): Section {
  const entries = [...options].flatMap(([option, lines]): [string, string][] => {
    const value = stripEnd(lines.join("\n"));
    return value.startsWith("\n") ? nested(option, value) : [[option, value]];
  });
  return Object.fromEntries(entries);
}

/** The options of a block: an option without a value, and indented lines below it. Their names keep their case. */
function nested(block: string, value: string): [string, string][] {
  return splitLines(value)
    .map(strip)
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.indexOf("=");
      if (at < 0) fail({ kind: "nestedLine", option: block });
      return [`${block}.${strip(line.slice(0, at))}`, strip(line.slice(at + 1))];
    });
}
