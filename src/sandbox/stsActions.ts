import type { IncomingHttpHeaders } from "node:http";
import { StsError, escaped } from "./stsXml.ts";
import { lifetimeOf } from "./stsFaults.ts";
import type { IssuedKeys } from "./stsKeys.ts";
import { account, callerOf, issueKeys } from "./stsKeys.ts";

/** Returns the inside of an answer's result element. Throws StsErrors. */
type Action = (form: URLSearchParams, headers: IncomingHttpHeaders, role: string) => string;

/** The operations of STS that lead to credentials. */
export const stsActions: Readonly<Record<string, Action>> = {
  AssumeRole: (form, headers, role) => {
    const caller = signedBy(headers);
    const arn = required(form, "RoleArn");
    if (role === "denied" || (role === "mfa" && !form.has("SerialNumber")))
      throw denied(caller, "sts:AssumeRole", arn);
    checkCode(form);
    return assumed(form, role, arn);
  },
  AssumeRoleWithWebIdentity: (form, _headers, role) => {
    const arn = required(form, "RoleArn");
    const token = required(form, "WebIdentityToken");
    checkWebToken(token.trim());
    if (role === "denied") throw denied("web identity", "sts:AssumeRoleWithWebIdentity", arn);
    return assumed(form, role, arn) + element("SubjectFromWebIdentityToken", "sandbox-subject");
  },
  GetSessionToken: (form, headers) => {
    const caller = signedBy(headers);
    checkCode(form);
    return credentials(issueKeys(caller, lifetimeOf("", form.get("DurationSeconds") ?? "43200")));
  },
  GetCallerIdentity: (_form, headers) => {
    const arn = signedBy(headers);
    return element("Arn", arn) + element("UserId", "AIDASANDBOX") + element("Account", account);
  },
};

function assumed(form: URLSearchParams, role: string, arn: string): string {
  const session = required(form, "RoleSessionName");
  const owner = arn.split(":")[4] || account;
  const keys = issueKeys(
    `arn:aws:sts::${owner}:assumed-role/${role}`,
    lifetimeOf(role, form.get("DurationSeconds") ?? undefined),
  );
  const user =
    element("AssumedRoleId", `AROASANDBOX:${session}`) +
    element("Arn", `arn:aws:sts::${owner}:assumed-role/${role}/${session}`);
  return `${role === "empty" ? "" : credentials(keys)}<AssumedRoleUser>${user}</AssumedRoleUser>`;
}

/** Whom the keys belong to, where the request is signed at all. */
function signedBy(headers: IncomingHttpHeaders): string {
  if (!headers.authorization?.startsWith("AWS4-HMAC-SHA256 "))
    throw new StsError(
      403,
      "MissingAuthenticationToken",
      "Request is missing Authentication Token",
    );
  if (headers.authorization.includes("Credential=AKIAUNKNOWN"))
    throw new StsError(
      403,
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
    );
  return callerOf(headers);
}

function checkCode(form: URLSearchParams): void {
  if (!form.has("SerialNumber")) return;
  const code = form.get("TokenCode") ?? "";
  if (/^\d{6}$/.test(code) && code !== "000000") return;
  throw new StsError(
    403,
    "AccessDenied",
    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
  );
}

/** A token that begins with `expired` is over, one that begins with `invalid` was never one. */
function checkWebToken(token: string): void {
  if (token.startsWith("expired"))
    throw new StsError(
      400,
      "ExpiredTokenException",
      "Token expired: current date/time must be before the expiration date/time of the web identity token",
    );
  if (token.startsWith("invalid"))
    throw new StsError(
      400,
      "InvalidIdentityToken",
      "The web identity token that was passed could not be validated by the identity provider.",
    );
}

function denied(caller: string, action: string, arn: string): StsError {
  return new StsError(
    403,
    "AccessDenied",
    `User: ${caller} is not authorized to perform: ${action} on resource: ${arn}`,
  );
}

function required(form: URLSearchParams, member: string): string {
  const value = form.get(member);
  if (value) return value;
  throw new StsError(
    400,
    "ValidationError",
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

function credentials(keys: IssuedKeys): string {
  const inside =
    element("AccessKeyId", keys.accessKeyId) +
    element("SecretAccessKey", keys.secretAccessKey) +
    element("SessionToken", keys.sessionToken) +
    element("Expiration", `${keys.expiration.toISOString().slice(0, 19)}Z`);
  return `<Credentials>${inside}</Credentials>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}
