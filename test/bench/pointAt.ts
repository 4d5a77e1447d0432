import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Workbench } from "../e2e/workbench.ts";

/** Makes a started VS Code send to this endpoint instead of its own sandbox. It reads its settings again when the file changes. */
export async function pointAt({ folder }: Workbench, url: string): Promise<void> {
  const file = path.join(path.dirname(folder), "data/User/settings.json");
  const settings = JSON.parse(await readFile(file, "utf8"));
  const own = {
    "bedrockInvoke.useSandbox": false,
    "bedrockInvoke.endpointUrl": url,
    "bedrockInvoke.region": "us-east-1",
    "bedrockInvoke.signRequests": false,
  };
  await writeFile(file, JSON.stringify({ ...settings, ...own }));
}
