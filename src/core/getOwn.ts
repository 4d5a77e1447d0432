/**
 * Returns what the record itself holds under the name; undefined for a name that it only inherits, such as "constructor".
 * For every name that comes from outside: of a model, a profile, a header, a member.
 */
export function getOwn<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
