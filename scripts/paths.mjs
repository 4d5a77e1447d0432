// Where things are, from the project's root.
import { fileURLToPath } from "node:url";
import path from "node:path";

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Everything downloaded or produced for tests and `npm start`; safe to delete. */
export const cache = path.join(root, ".vscode-test");
