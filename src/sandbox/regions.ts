import type { IncomingMessage } from "node:http";
import { profilePrefixOf } from "../core/models/family.ts";
import { nearPrefixes } from "../core/models/inferenceProfiles.ts";

/** Returns the region that the request was signed for; us-east-1 for one that is not signed, which names none. */
export function regionOf({ headers }: IncomingMessage): string {
  return (
    /Credential=[^/]*\/\d+\/([a-z0-9-]+)\//.exec(headers.authorization ?? "")?.[1] ?? "us-east-1"
  );
}

/** Whether a model's id can be used in the region: profiles of an area begin in regions of that area alone. */
export function isReached(modelId: string, region: string): boolean {
  const prefix = profilePrefixOf(modelId);
  return prefix === undefined || nearPrefixes(region).includes(prefix);
}
