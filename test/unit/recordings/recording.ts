import type { Operation } from "../../../src/core/request/members.ts";

/** What an answer says, where the one who made it up has written it down. */
export interface Expected {
  readonly shape: string;
  readonly text: string;
  readonly toolCalls: readonly unknown[];
  readonly stopReason?: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/** One recorded call of the real service, or a made-up one that looks like it. */
export interface Recording {
  readonly file: string;
  readonly n: number;
  readonly operation: Operation;
  readonly modelId: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBodyBase64: string;
  /** "recorded", "fixture", or what else is known of where it comes from. */
  readonly authenticity: string;
  readonly expected?: Expected | undefined;
}
