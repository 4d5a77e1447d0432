import { access, constants, stat } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "../../bedrock/awsFiles.ts";

/**
 * Returns the full path of the AWS CLI as the PATH has it, undefined where there is none. Only absolute folders count:
 * a program that lies in the workspace is not the user's AWS CLI.
 */
export async function findAwsCommand(env: Environment): Promise<string | undefined> {
  const windows = process.platform === "win32";
  const names = windows ? ["aws.exe", "aws.cmd"] : ["aws"];
  const folders = (env["PATH"] ?? env["Path"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  for (const folder of folders)
    for (const name of names) {
      const file = path.join(folder, name);
      if (await isProgram(file)) return file;
    }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
