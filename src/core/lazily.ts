/** Returns a function that starts on its first call and returns the same promise from then on; a failed start is forgotten, and the next call starts again. */
export function lazily<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    if (started) return started;
    const own = start();
    started = own;
    own.catch(() => {
      if (started === own) started = undefined;
    });
    return own;
  };
}
