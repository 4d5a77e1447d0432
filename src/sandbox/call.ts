import type { JsonObject } from "../core/json/json.ts";
import type { Directives } from "./directives.ts";
import type { Exchange } from "./exchange.ts";
import type { Asks } from "./headers.ts";

/** All that is known of a call once it is found valid. */
export interface Call {
  readonly exchange: Exchange;
  readonly modelId: string;
  readonly body: JsonObject;
  readonly asks: Asks;
  readonly directives: Directives;
  readonly guarded: boolean;
}
