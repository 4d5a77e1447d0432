// Installs the packages that package-lock.json names, if they are not there yet.
import { installDependencies } from "./dependencies.mjs";

try {
  await installDependencies();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
