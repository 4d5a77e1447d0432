import { once } from "node:events";
import { fstatSync, writeSync } from "node:fs";
import { reasonOf } from "../files/reasonOf.ts";
import { createTextFilter } from "./textFilter.ts";

/** Standard output or error, written in order. What goes to a terminal is made visible on the way: nobody else need think of it. */
export interface Output {
  /** Text, or bytes: these pass as they are where no terminal is. Text may be cut anywhere, no character is. */
  readonly write: (data: string | Uint8Array) => void;
  /** Resolves when the reader has taken enough for more to be written, or nothing can be written any more. */
  ready(): Promise<void>;
  /** Resolves when all that was written has left the process, or cannot any more. */
  flushed(): Promise<void>;
  /** Aborted when the reader has gone (`… | head`), or nothing can be written any more. */
  readonly closed: AbortSignal;
  /** Why nothing can be written, such as a full disk; a reader that has gone is no failure. */
  failure(): string | undefined;
}

/** Where a command prints. */
export interface Terminal {
  readonly out: Output;
  readonly err: Output;
}

type Stream = NodeJS.WriteStream & { readonly fd: number };

/** Writes to the stream until its reader goes away, then drops what comes. `visible` escapes even where no terminal is. */
export function openOutput(stream: Stream, visible = stream.isTTY): Output {
  const closing = new AbortController();
  const closed = closing.signal;
  const gone = new Promise<void>((resolve) =>
    closed.addEventListener("abort", () => resolve(), { once: true }),
  );
  let failure: string | undefined;
  const fail = (error: NodeJS.ErrnoException) => {
    if (closed.aborted) return;
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") failure = reasonOf(error);
    closing.abort();
  };
  stream.on("error", fail);
  const filter = createTextFilter(visible);
  const toFile = isFile(stream.fd);
  const put = (data: string | Uint8Array) => {
    if (closed.aborted || data.length === 0) return;
    if (toFile) attempt(() => writeWhole(stream.fd, data), fail);
    else stream.write(data);
  };
  return {
    write: (data) => {
      for (const piece of filter.add(data)) put(piece);
    },
    ready: async () => {
      if (stream.writableNeedDrain && !closed.aborted)
        await Promise.race([once(stream, "drain"), gone]);
    },
    flushed: async () => {
      put(filter.end());
      if (closed.aborted) return;
      await Promise.race([new Promise<void>((resolve) => stream.write("", () => resolve())), gone]);
    },
    closed,
    failure: () => failure,
  };
}

/** Node's own stream to a file does not look at how much was written, and a full disk takes a part. */
function writeWhole(fd: number, data: string | Uint8Array): void {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}

function attempt(step: () => void, fail: (error: Error) => void): void {
  try {
    step();
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
  }
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false; // closed by who started the process
  }
}
