import type { Call } from "./call.ts";
import { sendJson } from "./exchange.ts";

/** Sends a whole answer, or half of it and then nothing, when the connection shall be cut. */
export function wholeAnswer({ exchange, directives }: Call, json: string): void {
  if (!directives.cut) {
    sendJson(exchange, 200, json);
    return;
  }
  const bytes = Buffer.from(json);
  const { response } = exchange;
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

/**
 * Where a guardrail intervenes, the service writes Titan's counts as `28.0`, and a client should see
 * that. Keys inside a string are escaped, so that they do not match.
 */
export function likeTitan(json: string): string {
  return json.replaceAll(
    /"(inputTextTokenCount|totalOutputTextTokenCount|tokenCount|index)":(\d+)(?=[,}])/g,
    '"$1":$2.0',
  );
}
