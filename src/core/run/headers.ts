const secret =
  /^(set-cookie2?|cookie|authorization|proxy-authorization|authentication-info|x-amz-security-token)$/i;

/** The headers without those that carry credentials or cookies, which no page, log or file may hold. */
export function withoutSecretHeaders(
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.test(name)));
}
