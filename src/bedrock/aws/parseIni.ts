import { indentOf, linesOf, splitLines, strip, stripEnd } from "./pythonText.ts";

/** One section of an ini file by option name; a key of a nested block is `block.key`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** Why an ini file cannot be read. */
export class IniSyntaxError extends Error {
  /** The line, counted from 1; undefined where the fault is in a nested block. */
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.name = "IniSyntaxError";
    this.line = line;
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
export function parseIni(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Options>();
  const defaults: Options = new Map();
  let name = "";
  let section: Options | undefined;
  let value: string[] | undefined;
  let indent = 0;
  let fault: IniSyntaxError | undefined;
  for (const [index, raw] of linesOf(text).entries()) {
    const number = index + 1;
    const line = strip(raw);
    if (line.startsWith("#") || line.startsWith(";")) continue;
    if (line === "") {
      value?.push("");
      continue;
    }
    const depth = indentOf(raw);
    if (value && depth > indent) {
      value.push(line);
      continue;
    }
    indent = depth;
    const header = /^\[([\s\S]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      if (sections.has(header)) throw twice(`The section [${header}]`, number);
      name = header;
      value = undefined;
      section = header === defaultsName ? defaults : new Map();
      if (section !== defaults) sections.set(header, section);
      continue;
    }
    if (!section) throw new IniSyntaxError("The file must begin with a [section].", number);
    const at = line.search(/[=:]/);
    if (at <= 0) {
      fault ??= new IniSyntaxError("This is neither a [section] nor an option = value.", number);
      // Python goes on with an option without a name; the file is refused in the end.
      continue;
    }
    const option = stripEnd(line.slice(0, at)).toLowerCase();
    if (section.has(option)) throw twice(`The option ${option} of [${name}]`, number);
    value = [strip(line.slice(at + 1))];
    section.set(option, value);
  }
  if (fault) throw fault;
  return new Map(
    [...sections].map(([header, options]) => [
      header,
      sectionOf(new Map([...defaults, ...options])),
    ]),
  );
}

function twice(what: string, line: number): IniSyntaxError {
  return new IniSyntaxError(`${what} is there twice.`, line);
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
      if (at < 0) throw new IniSyntaxError(`Below ${block} = there is a line without "=".`);
      return [`${block}.${strip(line.slice(0, at))}`, strip(line.slice(at + 1))];
    });
}
