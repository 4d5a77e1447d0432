/** Returns the secret as it stands in plain text, JSON, a URL (hex in both cases) and base64. */
export function formsOf(secret: string): readonly string[] {
  const inUrl = urlEncoded(secret);
  const lowerCase = inUrl.replaceAll(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, inUrl, lowerCase, ...base64Forms(secret)];
}

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
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return [0, 1, 2].flatMap((before) => {
    const shifted = "\0".repeat(before) + binary;
    const letters = btoa(shifted)
      .replace(/=+$/, "")
      .slice(before === 0 ? 0 : before + 1, Math.floor((shifted.length * 4) / 3));
    const inUrl = letters.replaceAll("+", "-").replaceAll("/", "_");
    return [letters, inUrl];
  });
}

function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, "\ufffd");
}
