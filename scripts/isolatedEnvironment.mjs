// An environment without the developer's own AWS account, for tests that run a whole VS Code.
import { writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Returns `env` without AWS_* variables; the AWS files named instead are empty ones in `folder`, which a test may write to.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
export function isolatedEnvironment(folder, env) {
  const own = Object.entries(env).filter(([name]) => !name.startsWith("AWS_"));
  const files = {
    AWS_CONFIG_FILE: path.join(folder, "aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, "aws-credentials"),
  };
  for (const file of Object.values(files)) writeFileSync(file, "");
  return { ...Object.fromEntries(own), ...files, AWS_EC2_METADATA_DISABLED: "true" };
}
