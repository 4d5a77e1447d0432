import { constants, createReadStream, openSync } from "node:fs";
import { stat } from "node:fs/promises";
import { Socket } from "node:net";

/** Longer than any program thinks that writes a request, in ms. */
const maxSilenceMs = 30_000;

/**
 * Returns what is in a file, a device or a pipe, as it is read. A pipe to which nobody writes ends in an error after
 * `silenceMs` instead of never; the open file does not keep a thread waiting for it. Rejects where there is no such file.
 */
export async function openInput(
  path: string,
  silenceMs = maxSilenceMs,
): Promise<AsyncIterable<Buffer>> {
  const about = await stat(path);
  if (!about.isFIFO()) return createReadStream(path);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pipe = new Socket({ fd, readable: true, writable: false });
  pipe.setTimeout(silenceMs, () => {
    pipe.destroy(new Error(`nothing was written to it for ${silenceMs / 1000} s`));
  });
  return pipe;
}
