/** How to reach the service: all of it chosen by the user, nothing of it from a request file but the region. */
export interface Connection {
  /**
   * `profile`: a named profile of ~/.aws; `default`: the SDK's default chain;
   * `none`: no signing, for loopback endpoints alone.
   */
  readonly credentials:
    | { readonly kind: "profile"; readonly profile: string }
    | { readonly kind: "default" }
    | { readonly kind: "none" };
  readonly region: string;
  readonly endpointUrl?: string | undefined;
  /** 0 waits for ever, as in the AWS CLI. */
  readonly connectTimeoutMs: number;
  /** The longest silence on an open connection; 0 waits for ever, as in the AWS CLI. */
  readonly readTimeoutMs: number;
  /** Undefined: as AWS_MAX_ATTEMPTS or the profile's max_attempts has it, else 3. */
  readonly maxAttempts?: number | undefined;
  /** Path of a PEM file. */
  readonly caBundle?: string | undefined;
  readonly verifySsl: boolean;
}

/** The editor's and the command line's defaults, in milliseconds. */
export const connectionDefaults = {
  connectTimeoutMs: 10_000,
  readTimeoutMs: 300_000,
  verifySsl: true,
} as const;
