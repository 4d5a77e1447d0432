import { AsyncLocalStorage } from "node:async_hooks";
import { externalDataInterceptor } from "@smithy/shared-ini-file-loader";
import { isJsonObject } from "../../core/json/json.ts";
import type { AwsContext } from "../aws/context.ts";
import { failureOf, type LocalFailure } from "../failures/localFailure.ts";
import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";

/** More than this is no answer of a credential_process: Node's own limit for what a command prints. */
const maxOutputBytes = 1_048_576;

type Done = (error: Error | null, output?: { readonly stdout: string }) => void;

/**
 * Runs `work`, in which the SDK may start a profile's credential_process, so that the process and all that it has started
 * end when the signal aborts. The SDK itself gives no handle to it, and a process that hangs would outlive every limit.
 * Rejects with CredentialProcessInvalid where the process printed credentials of the wrong type.
 */
export async function withCredentialProcesses<T>(
  { files }: AwsContext,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  // The SDK's own way to have its commands run by another. It would take it for the token of a session of this name.
  const record = externalDataInterceptor.getTokenRecord();
  if (Object.hasOwn(files.ssoSessions, "exec")) delete record["exec"];
  else record["exec"] = run;
  const running: Running = { signal };
  try {
    return await processes.run(running, work);
  } catch (error) {
    // The SDK keeps the words of an error only.
    throw running.failure ?? error;
  }
}

interface Running {
  readonly signal: AbortSignal;
  /** What was wrong with what the process printed. */
  failure?: LocalFailure;
}

const processes = new AsyncLocalStorage<Running>();

/** As Node's `exec`, but in a process group of its own that ends with the signal. */
function run(command: string, done: Done): void {
  const running = processes.getStore();
  const signal = running?.signal;
  const isGroup = leadsOwnGroup();
  const child = spawn(command, {
    shell: true,
    detached: isGroup,
    windowsHide: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => endProcess(child, isGroup);
  const output = { stdout: "", stderr: "" };
  const collect = (name: "stdout" | "stderr") => (text: string) => {
    output[name] += text;
    if (output[name].length > maxOutputBytes) kill();
  };
  child.stdout.setEncoding("utf8").on("data", collect("stdout"));
  child.stderr.setEncoding("utf8").on("data", collect("stderr"));
  const end = (error: Error | null) => {
    signal?.removeEventListener("abort", kill);
    process.removeListener("exit", kill);
    done(error, { stdout: output.stdout });
  };
  child.once("error", end);
  child.once("close", (code) => {
    // In Node's words, which the redaction and the remedies know.
    if (code !== 0) return end(new Error(`Command failed: ${command}\n${output.stderr}`));
    const failure = invalidity(output.stdout);
    if (running && failure) running.failure = failure;
    end(failure);
  });
  process.once("exit", kill);
  signal?.addEventListener("abort", kill, { once: true });
  if (signal?.aborted) kill();
}

/** What is wrong with JSON that the SDK would take as it is: keys that are not text fail where nobody expects it. */
function invalidity(stdout: string): LocalFailure | null {
  let printed: unknown;
  try {
    printed = JSON.parse(stdout.trim());
  } catch {
    return null; // The SDK says it.
  }
  if (!isJsonObject(printed)) return failureOf("CredentialProcessInvalid", { kind: "notObject" });
  for (const name of ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"]) {
    const value = printed[name];
    const isLeftOut = value === undefined || (value === null && isOptional.has(name));
    if (!isLeftOut && typeof value !== "string")
      return failureOf("CredentialProcessInvalid", { kind: "notString", member: name });
  }
  const { Expiration: expiration } = printed;
  if (typeof expiration === "string" && expiration !== "" && Number.isNaN(Date.parse(expiration)))
    return failureOf("CredentialProcessInvalid", { kind: "expirationNotTime" });
  return null;
}

const isOptional = new Set(["SessionToken", "Expiration"]);

/**
 * Whether a new process can lead a group of its own, by which it ends with all that it has started. In a terminal it
 * cannot: it would lose the terminal, where it may ask for a password.
 */
function leadsOwnGroup(): boolean {
  const { stdin, stdout, stderr } = process;
  return process.platform !== "win32" && ![stdin, stdout, stderr].some(({ isTTY }) => isTTY);
}

/** Ends a process and all that it has started, at once, and lets go of its pipes. */
function endProcess(child: ChildProcess, isGroup: boolean): void {
  const { pid } = child;
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (pid === undefined) return;
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", `${pid}`, "/T", "/F"]);
  else if (isGroup) killPid(-pid);
  else [pid, ...descendants(pid)].forEach(killPid);
}

function killPid(pid: number): void {
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
