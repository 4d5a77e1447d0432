/**
 * Returns a file's name for a run, without its ending: the request's name and the local time of the run, so that the
 * runs of a request are told apart and sort by time. `sourceName` is the name of the request's or the run's own file.
 */
export function runFileName(sourceName: string, startedAt: Date): string {
  const name = sourceName.replace(/\.bedrock(-run)?\.json$/i, "") || "response";
  const stamp = localStamp(startedAt);
  // A run file that was saved under such a name has the time already.
  return stamp === "" || name.includes(stamp) ? name : `${name}-${stamp}`;
}

/** `20260131-094503`; empty for a time that is none. */
function localStamp(time: Date): string {
  if (Number.isNaN(time.getTime())) return "";
  const day = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`;
  return `${day}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}

const two = (value: number) => String(value).padStart(2, "0");

/** Returns the path with the one ending of run files, whatever part of it was typed, or how often a dialog has added it. */
export function runFilePath(path: string): string {
  const bare = path
    .replace(/(\.bedrock-run\.json)+$/i, "")
    .replace(/(\.bedrock-run)?(\.json)?$/i, "");
  return `${bare}.bedrock-run.json`;
}
