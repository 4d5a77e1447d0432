import type { JsonObject } from "../json/json.ts";
import { jsonText } from "../json/jsonText.ts";

/**
 * The metadata as the JSON string that its header carries: characters that no header can hold are
 * escaped, which is the same JSON.
 */
export function metadataHeader(metadata: JsonObject): string {
  return jsonText(metadata).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
