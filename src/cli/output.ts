/** Standard output or error, written in order. */
export interface Output {
  readonly write: (data: string | Uint8Array) => void;
  /** Resolves when all that was written has left the process, or cannot any more. */
  flushed(): Promise<void>;
  /** Aborted when the reader has gone (`… | head`), or nothing can be written any more. */
  readonly closed: AbortSignal;
  /** Why nothing can be written, such as a full disk; a reader that has gone is no failure. */
  failure(): string | undefined;
  readonly isTerminal: boolean;
}

/** Where a command prints. */
export interface Terminal {
  readonly out: Output;
  readonly err: Output;
}

/** Writes to the stream until its reader goes away, then drops what comes. */
export function openOutput(stream: NodeJS.WriteStream): Output {
  const closing = new AbortController();
  const closed = closing.signal;
  let failure: string | undefined;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (closed.aborted) return;
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") failure = error.message;
    closing.abort();
  });
  return {
    write: (data) => {
      if (!closed.aborted) stream.write(data);
    },
    flushed: () =>
      closed.aborted
        ? Promise.resolve()
        : new Promise((resolve) => stream.write("", () => resolve())),
    closed,
    failure: () => failure,
    isTerminal: stream.isTTY,
  };
}

/**
 * The text with its control characters made visible, for a terminal: what a model or a server wrote
 * must not move the cursor, set colours or the clipboard. Line breaks and tabs stay.
 */
export function forTerminal(text: string): string {
  return text.replaceAll("\r", "").replaceAll(/[^\P{Cc}\n\t]/gu, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\ufffd";
  });
}
