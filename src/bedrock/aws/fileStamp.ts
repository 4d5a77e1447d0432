import { statSync } from "node:fs";

/** Returns a text that changes when the file is written, created or removed; "-" when it cannot be looked at. */
export function fileStamp(path: string): string {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat ? `${stat.mtimeMs}.${stat.size}.${stat.ino}` : "-";
  } catch {
    return "-";
  }
}
