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
    .flatMap(formsOf)
    .sort((a, b) => b.length - a.length)
    .reduce((safe, form) => withoutForm(safe, form), text);
}

/** The secret as it stands in plain text, JSON, a URL (hex in both cases) and in base64. */
function formsOf(secret: string): readonly string[] {
  const inUrl = urlEncoded(secret);
  const lowerCase = inUrl.replaceAll(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, inUrl, lowerCase, ...base64Forms(secret)];
}

/** Long ones are broken into lines by what prints them, in JSON by `\n`. */
function withoutForm(text: string, form: string): string {
  const safe = text.replaceAll(form, hidden);
  if (form.length < shortestBroken || !/\s|\\[nr]/.test(safe)) return safe;
  const characters = (form.match(/./gsu) ?? []).map((character) =>
    character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`),
  );
  return safe.replaceAll(new RegExp(characters.join(String.raw`(?:\s|\\[nr])*`), "gu"), hidden);
}

/** Shorter ones could be made up of words that stand beside each other. */
const shortestBroken = 20;

/** As encodeURIComponent, which throws at half a surrogate pair. */
function urlEncoded(secret: string): string {
  return encodeURIComponent(wellFormed(secret));
}

/**
 * What base64 makes of the secret, alone or with anything before and after it: three bytes become four letters, so
 * there are three ways it can begin, and the letters at both ends belong to its neighbours too.
 */
function base64Forms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(wellFormed(secret));
  return [0, 1, 2].flatMap((before) => {
    const shifted = "\0".repeat(before) + String.fromCharCode(...bytes);
    const letters = btoa(shifted)
      .replace(/=+$/, "")
      .slice(before === 0 ? 0 : before + 1, Math.floor((shifted.length * 4) / 3));
    const inUrl = letters.replaceAll("+", "-").replaceAll("/", "_");
    return letters.length < shortestSecret ? [] : [letters, inUrl];
  });
}

function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, "\ufffd");
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
