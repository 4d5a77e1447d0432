// Child processes: run one to its end, start one in a group of its own, end a whole group.
import { spawn } from "node:child_process";

const onWindows = process.platform === "win32";

/**
 * Runs a command with this terminal's output and returns its exit code (128 + signal number is not told apart: a signal is 1).
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, held?: boolean, heading?: string | undefined }} [options]
 *   `quiet` shows the output only on failure, `held` when the command has ended, `heading` then too, under a heading
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  const held = options.held || options.heading !== undefined;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: options.quiet || held ? ["ignore", "pipe", "pipe"] : "inherit",
    shell: onWindows && /^np[mx]$/.test(command),
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve) => {
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.on("close", (code) => {
      if (held) process.stdout.write(withHeading(output, options.heading));
      else if (options.quiet && code !== 0) process.stderr.write(output);
      resolve(code ?? 1);
    });
  });
}

function withHeading(output, heading) {
  return heading === undefined ? output : `\n== ${heading}\n${output}`;
}

/**
 * Starts a process that leads a process group, so that `endGroup` reaches its children too.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
export function startGroup(command, args, options) {
  return spawn(command, args, { ...options, detached: !onWindows });
}

/**
 * Ends a process and everything in its group: asks, then insists after two seconds. Resolves when none is left.
 * @param {import("node:child_process").ChildProcess} child
 */
export async function endGroup(child) {
  if (child.pid === undefined) return;
  if (onWindows) {
    await run("taskkill", ["/pid", String(child.pid), "/t", "/f"], { quiet: true });
    return;
  }
  for (const [signal, waitMs] of /** @type {const} */ ([
    ["SIGTERM", 2000],
    ["SIGKILL", 500],
  ])) {
    if (!signalGroup(child.pid, signal)) return;
    const until = Date.now() + waitMs;
    while (Date.now() < until && signalGroup(child.pid, 0))
      await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Returns false when no process of the group is left. */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
