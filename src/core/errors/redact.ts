const hidden = "[redacted]";

/**
 * Returns the text without what could be a credential: access key ids, secret keys, session and bearer tokens,
 * signatures, and what a failing `credential_process` puts into its error (its command line and stderr). `known` are
 * the credentials in use: they are taken out wherever they stand, also as JSON or in a URL.
 */
export function redactSecrets(text: string, known: readonly string[] = []): string {
  return rules.reduce(
    (safe, [pattern, replacement]) => safe.replace(pattern, replacement),
    withoutKnown(text, known),
  );
}

/** Anything shorter is no secret of AWS's, and would blot out ordinary words. */
const shortestSecret = 8;

/** Longest first: one secret may be the beginning of another. */
function withoutKnown(text: string, known: readonly string[]): string {
  return known
    .filter((secret) => secret.trim().length >= shortestSecret)
    .flatMap((secret) => [secret, secret.trim()])
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), urlEncoded(secret)])
    .sort((a, b) => b.length - a.length)
    .reduce((safe, form) => safe.replaceAll(form, hidden), text);
}

/** As encodeURIComponent, which throws at half a surrogate pair. */
function urlEncoded(secret: string): string {
  return encodeURIComponent(secret.replaceAll(/\p{Surrogate}/gu, "\ufffd"));
}

const rules: readonly (readonly [RegExp, string])[] = [
  // exec's error is "Command failed: <command line>\n<stderr>", to the end.
  [/Command failed:[\s\S]*/g, `Command failed: ${hidden}`],
  [/\b(authorization)(["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1$2${hidden}`],
  [/\b(bearer)\s+[\w.~+/=-]{8,}/gi, `$1 ${hidden}`],
  [
    /\b(x-amz-security-token|x-amz-signature|x-amz-credential)(["']?\s*[:=]\s*["']?)[^\s&"']+/gi,
    `$1$2${hidden}`,
  ],
  [
    /\b((?:aws_?)?(?:secret_?access_?key|session_?token|security_?token|access_?key_?id|bearer_?token(?:_bedrock)?|client_?secret|refresh_?token|access_?token|id_?token|password|api_?key))(["']?\s*[:=]\s*["']?)[^\s&"',;]+/gi,
    `$1$2${hidden}`,
  ],
  [/\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ACCA|ABIA)[A-Z0-9]{12,}/gi, hidden],
  // A Bedrock API key: base64, padding and all.
  [/\bABSK[A-Za-z0-9+/=]{12,}/g, hidden],
  [/\bbedrock-api-key-[\w+/=-]+/g, hidden],
  // A secret access key on its own: exactly forty characters of base64, with both cases and a digit.
  [
    /(?<![\w+/=-])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[A-Za-z0-9+/]{40}(?![\w+/=-])/g,
    hidden,
  ],
];
