import { isLoopbackHost } from "../../core/loopback.ts";
import { isSandboxAnswer } from "../../core/sandboxMark.ts";
import type { Run } from "./run.ts";

/** Returns whether the run went to the sandbox: by its connection, or by the answer, which only a host on this machine is believed. */
export function isSandboxRun({ resolved, state }: Pick<Run, "resolved" | "state">): boolean {
  if (resolved?.isSandbox) return true;
  return isSandboxAnswer(state.response?.headers) && isLocalHost(state.connection?.endpointHost);
}

/** Returns whether a host, which may have a port, is this machine. */
export function isLocalHost(host: string | undefined): boolean {
  return host !== undefined && isLoopbackHost(host.replace(/:\d+$/, ""));
}
