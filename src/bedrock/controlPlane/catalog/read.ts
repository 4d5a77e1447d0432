/** The value of a member, whatever it is read from. */
export function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}

/** The member's text; undefined for anything else, and for an empty one. */
export function text(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The texts of a member that holds a list of them. */
export function texts(of: unknown, name: string): readonly string[] {
  return list(of, name).filter((value) => typeof value === "string");
}

/** The member's entries; none where it is no list. */
export function list(of: unknown, name: string): readonly unknown[] {
  const value = member(of, name);
  return Array.isArray(value) ? value : [];
}

/** The member's time in ISO 8601. */
export function time(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
}
