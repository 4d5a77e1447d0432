// One VS Code's part of the integration tier, in a process of its own so that two run side by side:
//   node scripts/integrationOn.mjs VERSION INDEX.js trusted,untrusted
import { createRequire } from "node:module";
import path from "node:path";
import { runInVscode } from "./inVscode.mjs";
import { root } from "./paths.mjs";
import { sum, writeResult } from "./results.mjs";

/** A window that hangs is ended; a busy machine is not taken for one. */
const limitS = "1800";

const [version = "", index = "", windows = ""] = process.argv.slice(2);
const { startSandbox } = createRequire(import.meta.url)(path.join(root, "dist/sandbox.js"));

const sandbox = await startSandbox({ port: 0 });
try {
  const runs = [];
  for (const window of windows.split(","))
    runs.push(
      await runInVscode({
        version,
        index,
        trusted: window === "trusted",
        settings: {
          "bedrockInvoke.endpointUrl": sandbox.url,
          "bedrockInvoke.region": "us-east-1",
          "bedrockInvoke.signRequests": false,
        },
        env: { BEDROCK_INVOKE_SANDBOX: sandbox.url, BEDROCK_INVOKE_LIMIT_S: limitS },
      }),
    );
  writeResult(sum(runs));
} finally {
  await sandbox.close();
}
