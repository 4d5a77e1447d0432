import type { JsonObject } from "../core/json/json.ts";
import { isJsonObject } from "../core/json/json.ts";
import { textOf } from "./body.ts";
import type { Exchange } from "./exchange.ts";
import { readBody, sendJson } from "./exchange.ts";
import { lifetimeOf, playedRoleFault } from "./stsFaults.ts";
import { account, issueKeys } from "./stsKeys.ts";

/** What a token's beginning asks for. Shown by `GET /`. */
export const tokenHelp: readonly (readonly [start: string, effect: string])[] = [
  ["expired…, revoked…", "as access, refresh or web identity token: is refused"],
  ["hang…, html…", "as refresh token: never answers, answers with a page"],
];

/**
 * Answers the services that a sign-in leads to: the SSO portal's GetRoleCredentials, SSO-OIDC's CreateToken and the
 * CreateOAuth2Token of `aws login`, both to refresh. False where the path is none of theirs.
 */
export async function answerSignIn(exchange: Exchange): Promise<boolean> {
  const { request, url } = exchange;
  const route = `${request.method} ${url.pathname}`;
  if (route === "GET /federation/credentials") await roleCredentials(exchange);
  else if (route === "POST /token") await refreshed(exchange, ssoToken);
  else if (route === "POST /v1/token") await refreshed(exchange, loginToken);
  else return false;
  return true;
}

async function roleCredentials(exchange: Exchange): Promise<void> {
  const { request, url } = exchange;
  const role = url.searchParams.get("role_name") ?? "";
  if (await playedRoleFault(exchange, role)) return;
  const token = request.headers["x-amz-sso_bearer_token"];
  if (typeof token !== "string" || isRefused(token))
    return refuse(exchange, 401, "UnauthorizedException", "Session token not found or invalid");
  if (role === "denied") return refuse(exchange, 403, "ForbiddenException", "No access");
  const owner = url.searchParams.get("account_id") || account;
  const keys = issueKeys(
    `arn:aws:sts::${owner}:assumed-role/AWSReservedSSO_${role}`,
    lifetimeOf(role, undefined),
  );
  const expiration = keys.expiration.getTime();
  const roleKeys = role === "empty" ? {} : { ...keys, expiration };
  sendJson(exchange, 200, { roleCredentials: roleKeys });
}

async function refreshed(
  exchange: Exchange,
  answer: (exchange: Exchange, refreshToken: string) => void,
): Promise<void> {
  const asked = parsed((await readBody(exchange)).toString("utf8"));
  const refreshToken = textOf(asked["refreshToken"]);
  const fault = ["hang", "html"].find((name) => refreshToken.startsWith(name));
  if (await playedRoleFault(exchange, fault ?? "")) return;
  answer(exchange, refreshToken);
}

function ssoToken(exchange: Exchange, refreshToken: string): void {
  if (refreshToken === "" || isRefused(refreshToken))
    return refuse(exchange, 400, "InvalidGrantException", "Invalid refresh token provided", {
      error: "invalid_grant",
      error_description: "Invalid refresh token provided",
    });
  sendJson(exchange, 200, {
    accessToken: `sandbox-${refreshToken}`,
    tokenType: "Bearer",
    expiresIn: 3600,
    refreshToken,
  });
}

function loginToken(exchange: Exchange, refreshToken: string): void {
  if (refreshToken === "" || isRefused(refreshToken))
    return refuse(exchange, 401, "AccessDeniedException", "The session has expired", {
      error: "TOKEN_EXPIRED",
    });
  const { expiration: _said, ...accessToken } = issueKeys(
    `arn:aws:sts::${account}:assumed-role/login`,
    900,
  );
  sendJson(exchange, 200, { accessToken, tokenType: "aws_sigv4", expiresIn: 900, refreshToken });
}

function isRefused(token: string): boolean {
  return token.startsWith("expired") || token.startsWith("revoked");
}

function refuse(
  exchange: Exchange,
  status: number,
  name: string,
  message: string,
  members: JsonObject = {},
): void {
  exchange.response.setHeader("x-amzn-ErrorType", name);
  sendJson(exchange, status, { message, ...members });
}

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
