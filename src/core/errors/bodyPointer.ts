/** What a message says of the place in the body that the service did not like. */
export interface BodyPlace {
  /** A JSON pointer; undefined where the body as a whole is meant, or nothing is said. */
  readonly pointer: string | undefined;
  /** The key that is missing or too much. */
  readonly key: string | undefined;
  readonly extraneous: boolean;
}

/**
 * Returns the place that the service names: "#/a/0/b: extraneous key [c] …" means /a/0/b/c, as the key is there;
 * "#/a/0: required key [b] not found" means /a/0, as it is not; "messages.0.content: Field required" and
 * "messages.1.role: …" (a model's own check) are dotted paths.
 */
export function bodyPointer(message: string): BodyPlace {
  const schema = /#((?:\/[^\s:,/]+)*)\s*:/.exec(message);
  const named = /(extraneous|required) key \[([^\]]+)\]/i.exec(message);
  const key = named?.[2];
  const extraneous = named?.[1]?.toLowerCase() === "extraneous";
  if (schema) {
    const parent = schema[1] ?? "";
    const pointer = extraneous && key !== undefined ? `${parent}/${escaped(key)}` : parent;
    return { pointer: pointer || undefined, key, extraneous };
  }
  const dotted =
    /(?:^|[\s:;,"'])([A-Za-z_]\w*(?:\.(?:\d+|[A-Za-z_]\w*))+|[a-z]+_[a-z_]+)\s*:\s/.exec(message);
  const path = dotted?.[1];
  if (path === undefined) return { pointer: undefined, key, extraneous };
  const extra = /extra inputs? (are|is) not permitted/i.test(message);
  const missing = /field required/i.test(message);
  const steps = path.split(".");
  const last = steps.at(-1);
  const shown = missing ? steps.slice(0, -1) : steps;
  return {
    pointer: shown.map((step) => `/${escaped(step)}`).join("") || undefined,
    key: extra || missing ? last : undefined,
    extraneous: extra,
  };
}

/** One step of a JSON pointer (RFC 6901). */
function escaped(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
