declare global {
  // Where lit looks for it.
  // eslint-disable-next-line no-var
  var litNonce: string | undefined;
}

/** Returns the nonce that the page's Content-Security-Policy asks of scripts and styles; "" where none is named. */
export function readPageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}
