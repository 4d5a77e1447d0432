import { execFileSync } from "node:child_process";

/** Returns the ids of a process and everything it has started, as `ps` sees them now. */
export function processTree(pid: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  const children = (parent: number): number[] =>
    rows.flatMap(([child, of]) => (child !== undefined && of === parent ? [child] : []));
  const below = (parent: number): number[] => [parent, ...children(parent).flatMap(below)];
  return below(pid);
}

/** Returns those of the processes that still run. */
export function alive(pids: readonly number[]): number[] {
  return pids.filter((pid) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  });
}
