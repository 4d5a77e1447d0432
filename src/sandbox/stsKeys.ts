import { createHash, randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { ServiceError } from "./serviceError.ts";

/** Temporary keys as the sandbox gives them out; `expiration` is what it says of them. */
export interface IssuedKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** The account that everything in the sandbox belongs to. */
export const account = "123456789012";

/** The mark of a session token of ours; the rest is what it stands for, so that nothing has to be remembered. */
const mark = "sandbox-session.";

/**
 * Returns keys for an identity. The access key id is the same for the same identity, so that two clients can be
 * compared. A lifetime below zero gives keys that are announced for an hour and refused all the same.
 */
export function issueKeys(arn: string, lifetimeSeconds: number): IssuedKeys {
  const now = Date.now();
  const lasts = lifetimeSeconds >= 0;
  const expires = now + lifetimeSeconds * 1000;
  const payload = Buffer.from(JSON.stringify({ arn, expires })).toString("base64url");
  return {
    accessKeyId: `ASIA${createHash("sha256").update(arn).digest("hex").slice(0, 16).toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString("base64"),
    sessionToken: `${mark}${payload}.${randomBytes(12).toString("base64url")}`,
    expiration: new Date(lasts ? expires : now + 3_600_000),
  };
}

/** Returns whom the request's keys belong to. Throws where the sandbox gave out its token and the time of it is over. */
export function callerOf(headers: IncomingHttpHeaders): string {
  const token = headers["x-amz-security-token"];
  if (typeof token === "string" && token.startsWith(mark)) {
    const { arn, expires } = readToken(token);
    if (expires <= Date.now()) throw new ServiceError("ExpiredTokenException");
    return arn;
  }
  const keyId = /Credential=([^/,\s]+)\//.exec(headers.authorization ?? "")?.[1] ?? "nobody";
  return `arn:aws:iam::${account}:user/${keyId}`;
}

function readToken(token: string): { arn: string; expires: number } {
  try {
    const text = Buffer.from(token.slice(mark.length).split(".")[0] ?? "", "base64url").toString();
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && "arn" in value && "expires" in value)
      return { arn: String(value.arn), expires: Number(value.expires) };
  } catch {
    // Refused as what it is, below.
  }
  throw new ServiceError("UnrecognizedClientException");
}
