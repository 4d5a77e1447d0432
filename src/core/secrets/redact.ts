import { hidden, hideSecrets } from "./knownSecrets.ts";

/** Takes what could be a credential out of a text, in time that is linear in the text. */
export type Redact = (text: string) => string;

/**
 * Returns what takes out of texts all that could be a credential: access key ids, secret keys, session and bearer tokens,
 * signatures, and what a failing `credential_process` puts into its error (its command line and stderr). `known` are the
 * credentials in use: they are taken out wherever they stand. Make one for all the texts of an error.
 */
export function createRedactor(known: readonly unknown[] = []): Redact {
  const hideKnown = hideSecrets(known);
  return (text) =>
    rules.reduce(
      (safe, [pattern, replacement]) => safe.replace(pattern, replacement),
      hideKnown(text),
    );
}

/** Returns one text without what could be a credential; see `createRedactor`. */
export function redactSecrets(text: string, known: readonly unknown[] = []): string {
  return createRedactor(known)(text);
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
