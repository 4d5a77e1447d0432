import type { ChildProcess } from "node:child_process";
import { spawnSync } from "node:child_process";

/**
 * Whether a new process can lead a group of its own, by which it ends with all that it has started. In a terminal it
 * cannot: it would lose the terminal, where it may ask for a password.
 */
export function leadsOwnGroup(): boolean {
  const { stdin, stdout, stderr } = process;
  return process.platform !== "win32" && ![stdin, stdout, stderr].some(({ isTTY }) => isTTY);
}

/** Ends a process and all that it has started, at once, and lets go of its pipes. */
export function endProcess(child: ChildProcess, isGroup: boolean): void {
  const { pid } = child;
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (pid === undefined) return;
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", `${pid}`, "/T", "/F"]);
  else if (isGroup) kill(-pid);
  else [pid, ...descendants(pid)].forEach(kill);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function descendants(pid: number): readonly number[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const rows = (stdout ?? "").split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  // Children are added behind the one that is looked at, until there are no more.
  for (const parent of found)
    found.push(...rows.flatMap(([id, of]) => (of === parent && id !== undefined ? [id] : [])));
  return found.slice(1);
}
