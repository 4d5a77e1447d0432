import type { Failure } from "./failure.ts";
import type { Reasons } from "./reasons.ts";

/** AWS allows this much between a request's time and its own. */
const allowedSeconds = 60;

/**
 * Returns by how much this machine's clock is off, read from the two times of "Signature expired: A is now earlier than
 * B (C - 5 min.)" (A is this machine's, C the service's), else from the answer's Date header; undefined where neither
 * tells, or the difference is allowed.
 */
export function clockSkew({ message, members }: Failure): Reasons["clockSkewed"] | undefined {
  const times = signatureTimes(message);
  const fromHeader = members["clockSkewSeconds"];
  const seconds = times
    ? (times.ours - times.theirs) / 1000
    : typeof fromHeader === "number"
      ? fromHeader
      : Number.NaN;
  return Math.abs(seconds) >= allowedSeconds ? { seconds, times } : undefined;
}

const time = "(\\d{8}T\\d{6}Z)";
const bothTimes = new RegExp(
  `${time} is (?:now earlier|still later) than ${time}(?:\\s*\\(${time})?`,
  "i",
);

/** In ms since 1970. Where the third time is missing, the second is used: five minutes do not matter then. */
function signatureTimes(message: string): Reasons["clockSkewed"]["times"] {
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
