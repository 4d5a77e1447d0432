import type { AgentOptions } from "node:https";
import { Agent } from "node:https";
import { TLSSocket } from "node:tls";

/** Node's agent of https connections, whose time to connect covers the TLS handshake: the SDK's ends before it. */
export class TlsAgent extends Agent {
  readonly #connectTimeoutMs: number;

  /** `connectTimeoutMs` 0: no limit. */
  constructor({
    connectTimeoutMs,
    ...options
  }: AgentOptions & { readonly connectTimeoutMs: number }) {
    super(options);
    this.#connectTimeoutMs = connectTimeoutMs;
  }

  override createConnection(
    ...[options, callback]: Parameters<Agent["createConnection"]>
  ): ReturnType<Agent["createConnection"]> {
    const socket = super.createConnection(options, callback);
    if (socket instanceof TLSSocket && this.#connectTimeoutMs > 0)
      limitHandshake(socket, this.#connectTimeoutMs);
    return socket;
  }
}

/** Ends a connection whose TLS handshake is not done in time, with the error code ETIMEDOUT. */
function limitHandshake(socket: TLSSocket, timeoutMs: number): void {
  const timer = setTimeout(() => {
    const message = `The TLS handshake did not finish within ${timeoutMs / 1000} s.`;
    socket.destroy(Object.assign(new Error(message), { code: "ETIMEDOUT" }));
  }, timeoutMs);
  const end = () => clearTimeout(timer);
  socket.once("secureConnect", end);
  socket.once("close", end);
}
