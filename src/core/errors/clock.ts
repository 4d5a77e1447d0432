import type { Failure } from "./remedy.ts";

/** AWS allows this much between a request's time and its own. */
const allowedSeconds = 60;

/**
 * Returns by how much this machine's clock is off and what to do, read from the two times of "Signature expired: A is
 * now earlier than B (C - 5 min.)" (A is this machine's, C the service's), else from the answer's Date header;
 * undefined where neither tells.
 */
export function clockIsOff({ message, members }: Failure): string | undefined {
  const times = signatureTimes(message);
  const fromHeader = members["clockSkewSeconds"];
  const seconds = times
    ? (times.ours - times.theirs) / 1000
    : typeof fromHeader === "number"
      ? fromHeader
      : Number.NaN;
  if (!(Math.abs(seconds) >= allowedSeconds)) return undefined;
  const seen = times ? ` (${clockTime(times.ours)} here, ${clockTime(times.theirs)} there)` : "";
  return `This machine's clock is ${span(Math.abs(seconds))} ${seconds > 0 ? "ahead of" : "behind"} AWS's${seen}. Set the clock, then retry.`;
}

const time = "(\\d{8}T\\d{6}Z)";
const bothTimes = new RegExp(
  `${time} is (?:now earlier|still later) than ${time}(?:\\s*\\(${time})?`,
  "i",
);

/** In ms since 1970. Without the third time the second stands in for it: five minutes then do not matter. */
function signatureTimes(message: string): { ours: number; theirs: number } | undefined {
  const found = bothTimes.exec(message);
  const ours = parseTime(found?.[1]);
  const theirs = parseTime(found?.[3] ?? found?.[2]);
  return Number.isNaN(ours) || Number.isNaN(theirs) ? undefined : { ours, theirs };
}

function parseTime(text = ""): number {
  return Date.parse(
    text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
  );
}

/** "2025-01-30 06:45:08 UTC" */
function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "11 days", "3 hours", "22 minutes". */
function span(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [count, unit] =
    minutes < 120
      ? [minutes, "minute"]
      : minutes < 2880
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 1440), "day"];
  return `${count.toLocaleString("en-US")} ${unit}${count === 1 ? "" : "s"}`;
}
