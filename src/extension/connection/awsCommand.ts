import { access, constants, realpath, stat } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "../../bedrock/aws/awsFiles.ts";

/**
 * Returns the full path of the AWS CLI as the PATH has it, undefined where there is none. Only absolute folders count,
 * and none in the `workspace`: a program that lies there is not the user's AWS CLI.
 */
export async function findAwsCommand(
  env: Environment,
  workspace: readonly string[],
): Promise<string | undefined> {
  const strange = await Promise.all(workspace.map(resolved));
  const windows = process.platform === "win32";
  const names = windows ? ["aws.exe", "aws.cmd"] : ["aws"];
  const folders = (env["PATH"] ?? env["Path"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  for (const folder of folders)
    for (const name of names) {
      const file = path.join(folder, name);
      if (await isProgram(file)) {
        const whole = await resolved(file);
        if (!strange.some((each) => isWithin(file, each) || isWithin(whole, each))) return file;
      }
    }
  return undefined;
}

/** The path with its links followed. */
async function resolved(file: string): Promise<string> {
  return realpath(file).catch(() => file);
}

function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return !relative.startsWith("..") && !path.isAbsolute(relative);
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
