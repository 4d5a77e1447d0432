import type { HeaderValues, Operation } from "./members.ts";

/** The service's limit for `body`: 25,000,000 bytes (service model 2023-09-30). */
export const maxBodyBytes = 25_000_000;

/**
 * One call as it goes on the wire: members named as in the API, `body` as the bytes to send.
 * What is undefined sends no header; `requestMetadata` is the header's JSON string.
 */
export interface InvokeCall extends HeaderValues {
  readonly operation: Operation;
  readonly modelId: string;
  readonly body: Uint8Array | undefined;
}
