import type { BodyPlace } from "./reasons.ts";

/**
 * Returns the members of the request that break a constraint of the service, each once: "2 validation errors detected:
 * Value 'x' at 'modelId' failed to satisfy constraint: …; Value at 'guardrailIdentifier.…' failed …".
 */
export function violatedMembers(message: string): readonly string[] {
  const found = message.matchAll(/\bat '\/?([^'./]+)[^']*' failed to satisfy constraint/gi);
  return [...new Set(Array.from(found, ([, member = ""]) => member))];
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
 * Returns every place that a model's own check names, as in "messages.0.content: Field required", "tools[1].name: …",
 * "system: …" and "`temperature` and `top_p` cannot both be specified".
 */
export function fieldPlaces(message: string): readonly BodyPlace[] {
  const fields = [...message.matchAll(field)].filter(
    ({ index, 1: path = "" }) =>
      /[.[]/.test(path) || isKey(path, message.slice(Math.max(0, index - 20), index)),
  );
  if (fields.length > 0)
    return distinct(
      fields.map((found, index) => {
        const words = message.slice(found.index + found[0].length, fields[index + 1]?.index);
        return placeOf(found[1] ?? "", words);
      }),
    );
  const quoted = Array.from(message.matchAll(/`([a-z_][\w.]*)`/g), ([, path = ""]) => path);
  return distinct(
    quoted
      .filter((path) => claudeKeys.has(path.split(".", 1)[0] ?? ""))
      .map((path) => placeOf(path, "")),
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
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const isMissing = /^\W*field required|^\W*missing field/i.test(words);
  const isExtra = /^\W*extra inputs? (are|is) not permitted/i.test(words);
  const shown = isMissing ? steps.slice(0, -1) : steps;
  return {
    pointer: shown.map((step) => `/${escaped(step)}`).join("") || undefined,
    key: isMissing || isExtra ? steps.at(-1) : undefined,
    problem: isMissing ? "missing" : isExtra ? "notPermitted" : "invalid",
  };
}

function distinct(places: readonly BodyPlace[]): readonly BodyPlace[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** One step of a JSON pointer (RFC 6901). */
function escaped(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
