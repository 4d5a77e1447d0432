import { memberNames, type MemberName } from "./members.ts";

/** The most letters that may be wrong, left out or too many in a name that is taken for another. */
const maxEdits = 2;

/** Returns the request member that a key most likely means, such as modelId for "modelID"; undefined for none. */
export function nearestMember(key: string): MemberName | undefined {
  // Compared with short names only, a long key costs nothing.
  const near = memberNames
    .map((name) => ({
      name,
      edits: Math.min(...forms.map((of) => editsBetween(of(key), of(name)))),
    }))
    .filter(({ name, edits }) => edits <= maxEdits && edits * 3 <= name.length)
    .toSorted((a, b) => a.edits - b.edits);
  return near[0]?.name;
}

/** Case, separators and "Id" for "Identifier" are the usual slips: modelID, model-id, model_id, guardrailId. */
const plainName = (name: string) => name.toLowerCase().replaceAll(/[-_ ]/g, "");
const forms = [plainName, (name: string) => plainName(name).replace(/identifier$/, "id")];

/** The Levenshtein distance, Infinity where the lengths alone are further apart than what is looked for. */
function editsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > maxEdits) return Infinity;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [i, letter] of Array.from(one).entries()) {
    const next = [i + 1];
    for (const [j, wanted] of Array.from(other).entries())
      next.push(
        Math.min(
          (row[j + 1] ?? 0) + 1,
          (next[j] ?? 0) + 1,
          (row[j] ?? 0) + (letter === wanted ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[other.length] ?? Infinity;
}
