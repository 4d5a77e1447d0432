import { Agent } from "node:http";
import { caBundleOf, trustedCertificates } from "../aws/caBundle.ts";
import type { Connection } from "../aws/connection.ts";
import type { AwsContext } from "../aws/context.ts";
import { fileStamp } from "../aws/fileStamp.ts";
import { longestTimerMs } from "../failures/deadline.ts";
import { TlsAgent } from "./tlsAgent.ts";

/** The sockets that clients share, and what they were made of. */
export interface Agents {
  readonly http: Agent;
  readonly https: Agent;
  /** A text that changes whenever a socket would be opened otherwise. */
  readonly key: string;
  readonly makeAgent: Connection["httpsAgent"];
}

/** The last agents, kept because a connection costs more than a call to a near server. */
let shared: Agents | undefined;

/**
 * Returns the agents of a connection: the ones of the last call, unless what decides a connection has changed (proxy,
 * certificates, time to connect). Rejects with CaBundleInvalid.
 */
export async function sharedAgents(connection: Connection, context: AwsContext): Promise<Agents> {
  const key = agentsKey(connection, context);
  const fits = (agents: Agents | undefined) =>
    agents?.key === key && agents.makeAgent === connection.httpsAgent;
  if (shared && fits(shared)) return shared;
  const ca = await trustedCertificates(connection, context);
  // Another call may have made them meanwhile.
  if (shared && fits(shared)) return shared;
  if (shared) retireAgents(shared);
  shared = createAgents(connection, key, ca);
  return shared;
}

/**
 * Takes agents out of use: sockets that wait for a request close now, those that carry one close after it. Whoever has a
 * failed connection does so, as the others may be dead too.
 */
export function retireAgents(agents: Agents): void {
  if (shared === agents) shared = undefined;
  for (const agent of [agents.http, agents.https]) {
    agent.maxFreeSockets = 0;
    for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
  }
}

function agentsKey(connection: Connection, context: AwsContext): string {
  const { verifySsl, connectTimeoutMs } = connection;
  const caBundle = caBundleOf(connection, context)?.value;
  return JSON.stringify([verifySsl, connectTimeoutMs, caBundle, caBundle && fileStamp(caBundle)]);
}

function createAgents(
  { verifySsl, connectTimeoutMs, httpsAgent: makeAgent }: Connection,
  key: string,
  ca: string | undefined,
): Agents {
  const options = {
    keepAlive: true,
    connectTimeoutMs: Math.min(connectTimeoutMs, longestTimerMs),
    ...(ca === undefined ? {} : { ca }),
    ...(verifySsl ? {} : { rejectUnauthorized: false }),
  };
  // Node's own https agent otherwise: VS Code carries its connections through the proxy of its settings.
  const https = makeAgent ? makeAgent(options) : new TlsAgent({ ...options, maxSockets: 50 });
  return { http: new Agent({ keepAlive: true, maxSockets: 50 }), https, key, makeAgent };
}
