import packageJson from "../../package.json" with { type: "json" };
import type { Command } from "./commands.ts";

export const programName = "bedrock-invoke";
export const version: string = packageJson.version;

/** What `--help` prints without a command. */
export function programHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  return lines(
    `${programName} ${version}: sends request files to Amazon Bedrock's InvokeModel and`,
    "InvokeModelWithResponseStream, from the command line.",
    "",
    "Commands:",
    ...commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`),
    "",
    `${programName} COMMAND --help lists the options of a command; --version prints the version.`,
  );
}

/** What `--help` prints for a command. */
export function commandHelp({ usage, summary, options, details }: Command): string {
  const shown = Object.entries(options).map(([name, { value, help }]) => ({
    left: `  --${name}${value === undefined ? "" : ` ${value}`}`,
    help,
  }));
  const width = Math.max(0, ...shown.map(({ left }) => left.length)) + 2;
  return lines(
    `Usage: ${programName} ${usage}${shown.length > 0 ? " [options]" : ""}`,
    "",
    summary,
    ...(shown.length > 0 ? ["", "Options:"] : []),
    ...shown.flatMap(({ left, help }) => {
      const [first = "", ...rest] = wrap(help, 98 - width);
      return [left.padEnd(width) + first, ...rest.map((line) => " ".repeat(width) + line)];
    }),
    ...details.flatMap((paragraph) => ["", ...wrap(paragraph, 98)]),
  );
}

function lines(...all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

/** Broken at blanks; what is already in lines keeps them. A row of a table continues below its second column. */
function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => {
    const indent = " ".repeat(/^ +(?:\S+ {2,})?/.exec(line)?.[0].length ?? 0);
    const wrapped: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const at = rest.lastIndexOf(" ", width);
      if (at <= indent.length) break;
      wrapped.push(rest.slice(0, at));
      rest = indent + rest.slice(at + 1);
    }
    return [...wrapped, rest];
  });
}
