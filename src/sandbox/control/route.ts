import { ServiceError, invalid } from "../serviceError.ts";
import { account } from "../stsKeys.ts";
import type { Catalogue } from "./catalogue.ts";

/** What a call of the control plane asks; `id` is the resource in its path, empty for a list. */
export interface ControlCall {
  readonly id: string;
  readonly query: URLSearchParams;
  readonly region: string;
  readonly catalogue: Catalogue;
}

/** One call: the path it comes on, its id in the first group, and the answer's JSON. */
export interface Route {
  readonly call: string;
  readonly path: RegExp;
  readonly answer: (asked: ControlCall) => object;
}

export const since = "2026-01-01T00:00:00Z";

/** The ARN of a resource in the partition of its region; a foundation model belongs to no account. */
export function arnOf(region: string, resource: string, owner = account): string {
  const partition = /^(cn|us-gov)-/.exec(region)?.[1];
  return `arn:aws${partition === undefined ? "" : `-${partition}`}:bedrock:${region}:${owner}:${resource}`;
}

const defaultPage = 100;

/** One page of a list under the member's name; `nextToken` is where the next begins, absent at the end. */
export function paged(member: string, all: readonly object[], query: URLSearchParams): object {
  const start = Number(query.get("nextToken") ?? 0);
  const size = Number(query.get("maxResults") ?? defaultPage);
  if (!Number.isInteger(start) || start < 0) throw invalid("The next token is invalid.");
  if (!Number.isInteger(size) || size < 1 || size > 1000)
    throw invalid("The maximum number of results is between 1 and 1000.");
  const end = start + size;
  return {
    [member]: all.slice(start, end),
    ...(end < all.length ? { nextToken: String(end) } : {}),
  };
}

/** The one among them that an id or ARN names. Throws ResourceNotFoundException. */
export function find<T>(
  among: readonly T[],
  id: string,
  idOf: (one: T) => string,
  kind: string,
): T {
  const found = among.find((one) => idOf(one) === id || lastPart(idOf(one)) === lastPart(id));
  if (!found) throw notFound(kind, id);
  return found;
}

function lastPart(arn: string): string | undefined {
  return arn.split("/").at(-1);
}

/** The exception for what the sandbox does not have. */
export function notFound(kind: string, id: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", `The sandbox has no ${kind} ${id}.`);
}
