import { isMember } from "../request/members.ts";
import type { BodyPlace } from "./reasons.ts";

/** A value that breaks a constraint of the service. */
export interface Violation {
  /** A member of the request, by its name in the API. */
  readonly member: string;
  /** For a value inside of the body, a JSON pointer (RFC 6901). */
  readonly pointer: string | undefined;
}

/**
 * Returns the values of the request that break a constraint of the service, each once: "2 validation errors detected:
 * Value 'x' at 'modelId' failed to satisfy constraint: …; Value at 'body.inferenceConfig.topP' failed …". A path that
 * begins with none of the request's members is inside of the body.
 */
export function violations(message: string): readonly Violation[] {
  const found = message.matchAll(/\bat '\/?([^']+)' failed to satisfy constraint/gi);
  return distinct(Array.from(found, ([, path = ""]) => violationAt(path)));
}

function violationAt(path: string): Violation {
  const [member = "", ...steps] = stepsOf(path.replaceAll("/", "."));
  if (steps.length === 0 || (isMember(member) && member !== "body"))
    return { member, pointer: undefined };
  return { member: "body", pointer: pointerTo(member === "body" ? steps : [member, ...steps]) };
}

/**
 * Returns every place that a check against a JSON schema names: "#/a/0: extraneous key [b] …" is /a/0/b, as the key is
 * there; "#/a/0: required key [b] not found" is /a/0, as it is not.
 */
export function schemaPlaces(message: string): readonly BodyPlace[] {
  const found = message.matchAll(
    /#((?:\/[^\s:,/#]+)*)\s*:\s*((?:extraneous|required) key \[([^\]]+)\])?/gi,
  );
  return distinct(
    Array.from(found, ([, parent = "", words = "", key]): BodyPlace => {
      if (key === undefined) return { pointer: parent || undefined, key, problem: "invalid" };
      return /^extraneous/i.test(words)
        ? { pointer: `${parent}/${escaped(key)}`, key, problem: "notPermitted" }
        : { pointer: parent || undefined, key, problem: "missing" };
    }),
  );
}

/**
 * Returns every place that a model's own check names, as in "messages.0.content: Field required", "tools[1].name: …" and
 * "system: …".
 */
export function fieldPlaces(message: string): readonly BodyPlace[] {
  const fields = [...message.matchAll(field)].filter(
    ({ index, 1: path = "" }) =>
      /[.[]/.test(path) || isKey(path, message.slice(Math.max(0, index - 20), index)),
  );
  return distinct(
    fields.map((found, index) => {
      const words = message.slice(found.index + found[0].length, fields[index + 1]?.index);
      return placeOf(found[1] ?? "", words);
    }),
  );
}

/**
 * Returns every key of Claude's body that a message puts between backticks: "`temperature` and `top_p` cannot both be
 * specified". What is wrong with them is not known, except where they exclude each other.
 */
export function quotedPlaces(message: string): readonly BodyPlace[] {
  const problem = /^`[^`]+` and `[^`]+` cannot both be specified\b/.test(message)
    ? "exclusive"
    : "mentioned";
  const quoted = Array.from(message.matchAll(/`([a-z_][\w.]*)`/g), ([, path = ""]) =>
    stepsOf(path),
  );
  return distinct(
    quoted
      .filter(([key = ""]) => claudeKeys.has(key))
      .map((steps): BodyPlace => ({ pointer: pointerTo(steps), key: undefined, problem })),
  );
}

/** A name or path before a colon. */
const field = /(?<=^|[\s;,:"'])([A-Za-z_]\w*(?:\.\w+|\[\d+\])*)\s*:\s+/g;

/** Whether a name before a colon is a key: a single word is one only where a violation begins, elsewhere it is prose. */
function isKey(name: string, before: string): boolean {
  if (/^[a-z]+_[a-z_]+$/.test(name)) return true;
  return /^[a-z]\w*$/.test(name) && !prose.has(name) && /(^|[;\n]|errors?:)\s*$/i.test(before);
}

/** Words that come before a colon without being keys. */
const prose = new Set(
  "error errors detail details message reason code type status warning exception cause note invalid".split(
    " ",
  ),
);

/** The keys of Claude's body, which its own messages put between backticks, as they do other words. */
const claudeKeys = new Set(
  "anthropic_version anthropic_beta max_tokens messages metadata output_config stop_sequences system temperature thinking tool_choice tools top_k top_p".split(
    " ",
  ),
);

function placeOf(path: string, words: string): BodyPlace {
  const steps = stepsOf(path);
  const isMissing = /^\W*field required|^\W*missing field/i.test(words);
  const isExtra = /^\W*extra inputs? (are|is) not permitted/i.test(words);
  const shown = isMissing ? steps.slice(0, -1) : steps;
  return {
    pointer: pointerTo(shown),
    key: isMissing || isExtra ? steps.at(-1) : undefined,
    problem: isMissing ? "missing" : isExtra ? "notPermitted" : "invalid",
  };
}

/** The steps of a path such as `tools[1].name`; in the service's own `a.2.member.b`, elements are counted from 1. */
function stepsOf(path: string): readonly string[] {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  return steps.flatMap((step, at) => {
    if (step === "member" && isIndex(steps[at - 1])) return [];
    return isIndex(step) && steps[at + 1] === "member"
      ? [`${Math.max(0, Number(step) - 1)}`]
      : [step];
  });
}

function isIndex(step: string | undefined): boolean {
  return /^\d{1,9}$/.test(step ?? "");
}

function distinct<Place>(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** The JSON pointer (RFC 6901) of a place; undefined for the whole. */
function pointerTo(steps: readonly string[]): string | undefined {
  return steps.map((step) => `/${escaped(step)}`).join("") || undefined;
}

/** One step of a JSON pointer (RFC 6901). */
function escaped(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
