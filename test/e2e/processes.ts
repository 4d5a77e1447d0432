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

/** Returns those of the processes that still run. One that has ended and waits for its parent to notice does not. */
export function alive(pids: readonly number[]): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,stat="], { encoding: "utf8" });
  const running = rows
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/))
    .filter(([, state]) => !state?.startsWith("Z"))
    .map(([pid]) => Number(pid));
  return pids.filter((pid) => running.includes(pid));
}
