import type { BedrockRuntimeClientConfig } from "@aws-sdk/client-bedrock-runtime";
import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import type { Connection } from "./connection.ts";
import { eventStreamSerdeProvider } from "./eventStream.ts";
import type { Identity } from "./identity.ts";
import type { Handler } from "./handler.ts";
import type { Retries } from "./retries.ts";

/** Returns a client that signs with this identity and nothing that the environment offers besides. */
export function createClient(
  connection: Connection,
  endpointUrl: string,
  identity: Identity,
  handler: Handler,
  retries: Retries,
): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    region: connection.region,
    endpoint: endpointUrl,
    // The host is settled by now; the SDK refuses an endpoint beside either of these.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler: handler,
    maxAttempts: retries.usual,
    retryStrategy: retries,
    cacheMiddleware: true,
    eventStreamSerdeProvider,
    ...authOptions(identity),
  });
}

/** Returns how a client of the SDK is to sign: as this identity, with nothing that the environment offers besides. */
export function authOptions(identity: Identity): BedrockRuntimeClientConfig {
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
