import type { IncomingHttpHeaders } from "node:http";
import { headerMembers, headerOf, memberOf, type HeaderMember } from "../core/request/members.ts";
import { invalid } from "./serviceError.ts";

/** The members of the request that travel as headers; absent ones are undefined. */
export type Asks = Readonly<Record<HeaderMember, string | undefined>>;

/**
 * Reads the headers of InvokeModel (`streaming` says which header means `accept`). Throws a
 * ValidationException for a value outside the service model.
 */
export function readAsks(headers: IncomingHttpHeaders, streaming: boolean): Asks {
  const operation = streaming ? "InvokeModelWithResponseStream" : "InvokeModel";
  const read = (name: HeaderMember) => one(headers[headerOf(name, operation).toLowerCase()]);
  for (const name of headerMembers) checkValue(name, read(name));
  return Object.fromEntries(headerMembers.map((name) => [name, read(name)])) as Asks;
}

/** What was asked, one phrase a header, for the answer's text. */
export function describeAsks(asks: Asks): string[] {
  const accept = asks.accept === "*/*" ? undefined : asks.accept;
  const said: Asks = { ...asks, accept, contentType: undefined };
  return headerMembers.flatMap((name) => {
    const value = said[name];
    return value ? [`${memberOf(name)?.label?.toLowerCase()} ${value}`] : [];
  });
}

function checkValue(name: HeaderMember, value: string | undefined): void {
  const { values, pattern, maxLength = Infinity } = memberOf(name) ?? {};
  if (value === undefined) return;
  if (values && !values.includes(value))
    throw constraint(name, value, `Member must satisfy enum value set: [${values.join(", ")}]`);
  // The service model admits an empty value besides, as none.
  if (value && pattern && !pattern.test(value)) {
    const source = pattern.source.slice(1, -1);
    throw constraint(name, value, `Member must satisfy regular expression pattern: ${source}`);
  }
  if (value.length > maxLength)
    throw invalid(
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length less than or equal to ${maxLength}`,
    );
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function constraint(member: string, value: string, rule: string): Error {
  return invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`,
  );
}
