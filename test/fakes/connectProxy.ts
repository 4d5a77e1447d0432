import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";

/** One tunnel that was asked for. */
interface SeenTunnel {
  /** Host and port, as the client named them. */
  readonly target: string;
  readonly authorization: string | undefined;
}

export interface ConnectProxy {
  readonly host: string;
  readonly tunnels: readonly SeenTunnel[];
  close(): Promise<void>;
}

/**
 * Starts an HTTP proxy on a free loopback port that leads every tunnel to `port` on this machine, whatever its name;
 * with `password`, only for those who say "user" and the password.
 */
export async function startConnectProxy(port: number, password?: string): Promise<ConnectProxy> {
  const tunnels: SeenTunnel[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  };
  server.on("connection", keep);
  server.on("connect", (request, client: Socket) => {
    const authorization = request.headers["proxy-authorization"];
    tunnels.push({ target: request.url ?? "", authorization });
    const wanted = password && `Basic ${Buffer.from(`user:${password}`).toString("base64")}`;
    if (wanted && authorization !== wanted) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<p>Sign in</p>',
      );
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(target).pipe(client);
    });
    keep(target);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: own } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  };
  return { host: `127.0.0.1:${own}`, tunnels, close };
}
