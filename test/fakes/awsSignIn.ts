import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What `aws sso login` leaves behind, of which a test says what matters to it. */
interface SsoToken {
  readonly accessToken?: string;
  readonly refreshToken?: string;
  /** Seconds from now; 8 hours if not said. */
  readonly expiresIn?: number;
  readonly clientSecret?: string;
}

/** Writes the token of an sso-session, or of a legacy start URL, where the SDK looks for it; returns the file's path. */
export async function writeSsoToken(home: string, of: string, token: SsoToken): Promise<string> {
  const folder = join(home, ".aws", "sso", "cache");
  const path = join(folder, `${createHash("sha1").update(of).digest("hex")}.json`);
  const { accessToken = "access-token", expiresIn = 28_800, refreshToken, clientSecret } = token;
  await mkdir(folder, { recursive: true });
  const registration = { clientId: "client", clientSecret: clientSecret ?? "client-secret" };
  await writeFile(
    path,
    JSON.stringify({
      accessToken,
      expiresAt: inSeconds(expiresIn),
      startUrl: startUrl,
      region: "eu-central-1",
      ...(refreshToken === undefined
        ? {}
        : { refreshToken, ...registration, registrationExpiresAt: inSeconds(864_000) }),
    }),
  );
  return path;
}

export const startUrl = "https://d-0123456789.awsapps.com/start";
export const loginSession = "arn:aws:iam::123456789012:user/dev";

/** Writes what `aws login` leaves behind for `loginSession`; returns the file's path. */
export async function writeLoginToken(
  home: string,
  token: {
    readonly accessKeyId?: string;
    readonly secretAccessKey?: string;
    readonly sessionToken?: string;
    readonly refreshToken?: string;
    readonly expiresIn?: number;
  } = {},
): Promise<string> {
  const folder = join(home, ".aws", "login", "cache");
  const path = join(folder, `${createHash("sha256").update(loginSession).digest("hex")}.json`);
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  await mkdir(folder, { recursive: true });
  await writeFile(
    path,
    JSON.stringify({
      accessToken: {
        accessKeyId: token.accessKeyId ?? "ASIALOGIN",
        secretAccessKey: token.secretAccessKey ?? "login-secret",
        sessionToken: token.sessionToken ?? "login-session-token",
        accountId: "123456789012",
        expiresAt: inSeconds(token.expiresIn ?? 900),
      },
      tokenType: "aws_sigv4",
      clientId: "arn:aws:signin:::devtools/same-device",
      refreshToken: token.refreshToken ?? "refresh-token",
      dpopKey: privateKey.export({ type: "sec1", format: "pem" }).toString(),
    }),
  );
  return path;
}

/** As the AWS CLI writes times. */
function inSeconds(seconds: number): string {
  return `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
}
