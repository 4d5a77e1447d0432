import { execFile } from "node:child_process";

/** Runs a program with this environment alone, and returns what it wrote to standard error. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { PATH, PYENV_ROOT } = process.env;
  const all = { PATH, ...(PYENV_ROOT === undefined ? {} : { PYENV_ROOT }), ...env };
  return new Promise((resolve) =>
    execFile(program, [...args], { env: all }, (_error, _stdout, stderr) => resolve(stderr)),
  );
}
