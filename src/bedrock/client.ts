import { readFile } from "node:fs/promises";
import type { BedrockRuntimeClientConfig } from "@aws-sdk/client-bedrock-runtime";
import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Connection } from "./connection.ts";
import type { Identity } from "./credentials.ts";
import { LocalFailure } from "./localFailure.ts";

/**
 * Returns the HTTP/1.1 handler of a connection. The SDK's default here is HTTP/2, which goes past every proxy and ends
 * broken streams as if they were whole. Rejects with CaBundleInvalid.
 */
export async function createHandler(connection: Connection): Promise<NodeHttpHandler> {
  const { caBundle, verifySsl, connectTimeoutMs, readTimeoutMs } = connection;
  const ca = caBundle ? await readCaBundle(caBundle) : undefined;
  return new NodeHttpHandler({
    connectionTimeout: connectTimeoutMs,
    // An idle limit covers a server that never answers as well as a stream that stalls.
    socketTimeout: readTimeoutMs,
    httpsAgent: {
      keepAlive: true,
      ...(ca === undefined ? {} : { ca }),
      ...(verifySsl ? {} : { rejectUnauthorized: false }),
    },
  });
}

/** Returns a client that signs with this identity and nothing that the environment offers besides. */
export function createClient(
  connection: Connection,
  endpointUrl: string,
  identity: Identity,
  handler: NodeHttpHandler,
): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    region: connection.region,
    endpoint: endpointUrl,
    // The host is settled by now; the SDK refuses an endpoint beside either of these.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler: handler,
    maxAttempts: connection.maxAttempts,
    retryMode: "standard",
    ...authOptions(identity),
  });
}

function authOptions(identity: Identity): BedrockRuntimeClientConfig {
  if (identity.kind === "keys") {
    return { credentials: identity.keys, authSchemePreference: ["sigv4"] };
  }
  if (identity.kind === "bearer") {
    return { token: { token: identity.token }, authSchemePreference: ["httpBearerAuth"] };
  }
  return {
    credentials: { accessKeyId: "", secretAccessKey: "" },
    authSchemePreference: ["sigv4"],
    signer: { sign: (request) => Promise.resolve(request) },
  };
}

async function readCaBundle(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new LocalFailure("CaBundleInvalid", `The CA bundle cannot be read (${code}).`, { code });
  });
  if (!text.includes("-----BEGIN CERTIFICATE-----")) {
    throw new LocalFailure("CaBundleInvalid", "The CA bundle holds no PEM certificate.");
  }
  return text;
}
