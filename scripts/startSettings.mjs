// The user settings of the VS Code that `npm start` opens.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { applyEdits, modify } from "jsonc-parser";
import { quietSettings } from "./vscodeServer.mjs";

/**
 * Connects the extension to its sandbox in `<userDataDir>/User/settings.json`. Other settings and comments of an earlier run stay;
 * the quiet defaults are written once, so that what the user switches on stays on.
 * @param {string} userDataDir
 */
export async function writeSettings(userDataDir) {
  const file = path.join(userDataDir, "User", "settings.json");
  const isNew = !existsSync(file);
  const wanted = { ...(isNew ? quietSettings : {}), "bedrockInvoke.useSandbox": true };
  let text = isNew ? "{}\n" : await readFile(file, "utf8");
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };
  for (const [key, value] of Object.entries(wanted))
    text = applyEdits(text, modify(text, [key], value, { formattingOptions }));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
