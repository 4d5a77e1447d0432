import type { Agent } from "node:http";

/** How to reach the service: all of it chosen by the user, nothing of it from a request file but the region. */
export interface Connection {
  /**
   * `profile`: a named profile of ~/.aws; `default`: the SDK's default chain;
   * `apiKey`: a Bedrock API key, sent as a bearer token; `none`: no signing, only for loopback endpoints.
   */
  readonly credentials:
    | { readonly kind: "profile"; readonly profile: string }
    | { readonly kind: "default" }
    | { readonly kind: "apiKey"; readonly apiKey: string }
    | { readonly kind: "none" };
  readonly region: string;
  /** Where the runtime (InvokeModel) is; undefined: as the AWS CLI finds it. */
  readonly endpointUrl?: string | undefined;
  /** Where the control plane (the lists of models and guardrails) is; undefined: as the AWS CLI finds it. */
  readonly controlPlaneUrl?: string | undefined;
  /** Undefined: as AWS_USE_FIPS_ENDPOINT or the profile's use_fips_endpoint has it. Nothing beside an endpoint URL. */
  readonly useFips?: boolean | undefined;
  /** Undefined: as AWS_USE_DUALSTACK_ENDPOINT or the profile's use_dualstack_endpoint has it. */
  readonly useDualstack?: boolean | undefined;
  /** 0 sets no limit, as in the AWS CLI. */
  readonly connectTimeoutMs: number;
  /** The longest silence on an open connection; 0 sets no limit, as in the AWS CLI. */
  readonly readTimeoutMs: number;
  /** The longest a whole call may take, all attempts and the stream to its end; 0 or undefined: no limit. */
  readonly totalTimeoutMs?: number | undefined;
  /** The largest answer that is taken, in bytes on the wire; undefined: 256 MB. */
  readonly maxAnswerBytes?: number | undefined;
  /** Undefined: as AWS_MAX_ATTEMPTS or the profile's max_attempts has it, else 3. */
  readonly maxAttempts?: number | undefined;
  /** Path of a PEM file; undefined: as AWS_CA_BUNDLE or the profile's ca_bundle has it. */
  readonly caBundle?: string | undefined;
  readonly verifySsl: boolean;
  /** Makes the agent of https connections, as for a proxy; undefined in VS Code, whose proxy settings hold for Node's own. */
  readonly httpsAgent?: ((options: TlsAgentOptions) => Agent) | undefined;
}

/** What an agent of https connections has to keep to. */
interface TlsAgentOptions {
  readonly keepAlive: boolean;
  /** How long a connection may take to open; 0: no limit. */
  readonly connectTimeoutMs: number;
  /** PEM; undefined: Node's own. */
  readonly ca?: string | undefined;
  readonly rejectUnauthorized?: boolean | undefined;
}

/** The editor's and the command line's defaults, in milliseconds. */
export const connectionDefaults = {
  connectTimeoutMs: 10_000,
  readTimeoutMs: 300_000,
  verifySsl: true,
} as const;
