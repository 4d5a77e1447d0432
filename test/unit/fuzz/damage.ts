import * as fc from "fast-check";

/** One thing that goes wrong with a JSON text; the numbers choose the place and what is put there. */
interface Damage {
  readonly kind: (typeof treeKinds)[number] | (typeof byteKinds)[number];
  readonly place: number;
  readonly what: number;
}

const treeKinds = ["replace", "rename", "double", "wrap", "leaveOut"] as const;
const byteKinds = ["flip", "insert", "remove", "repeat", "cut"] as const;

/** Any one to four damages. */
export const damages: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...treeKinds, ...treeKinds, ...byteKinds),
    place: fc.nat(),
    what: fc.nat(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** How a suite runs: always from the same seed, or from FUZZ_SEED. A failure prints the seed and the smallest input. */
export const fuzzed = (numRuns: number): { readonly numRuns: number; readonly seed: number } => ({
  numRuns,
  seed: Number(process.env["FUZZ_SEED"] ?? 20_261_125),
});

/** JSON texts that take the place of a value. */
const hostileValues = [
  ..."null true false -1 0 -0 1.5 1e400 -1e400 1e-400 9007199254740993 1.0".split(" "),
  "9".repeat(400),
  ...["", "Hi", "[DONE]", "__proto__", "<reasoning>", "5", "{", "iVBORw0KGgo="].map((text) =>
    JSON.stringify(text),
  ),
  String.raw`"\ud800"`,
  String.raw`"\u0001\u0000\u202e"`,
  "[]",
  "{}",
  "[[[1]]]",
  '[null,1,"a",{}]',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1,"valueOf":2,"toJSON":3,"length":-1,"then":{}}',
  '{"type":"text","text":5,"index":-1}',
];

const hostileKeys = [
  ..."__proto__ constructor prototype toString toJSON length hasOwnProperty then".split(" "),
  ..."type text content index delta message usage error name id input version body".split(" "),
  "",
  "\ud800",
];

/** What is put between the bytes of a text. */
const splinters = [
  "\0",
  "\xff\xfe",
  '"',
  "{",
  "]",
  "\\",
  ",",
  "//",
  "/*",
  "{{",
  "\\ud800",
  "1e999",
];

/** The value as JSON bytes with the damages done: those to its values and keys first, then those to the bytes. */
export function damagedJson(value: unknown, all: readonly Damage[], indent = false): Uint8Array {
  const count = countOf(value);
  const atNode = new Map<number, Damage>();
  for (const damage of all) if (isOfTree(damage)) atNode.set(damage.place % count, damage);
  return damagedBytes(Buffer.from(textOf(value, atNode, indent)), all);
}

/** The bytes with the damages done that are done to bytes. */
export function damagedBytes(bytes: Uint8Array, all: readonly Damage[]): Uint8Array {
  return all.filter((damage) => !isOfTree(damage)).reduce(withBytes, bytes);
}

const isOfTree = ({ kind }: Damage) => treeKinds.some((each) => each === kind);
const chosen = (from: readonly string[], what: number) => from[what % from.length] ?? "";

function countOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + countOf(inner), 1);
}

function textOf(root: unknown, atNode: ReadonlyMap<number, Damage>, indent: boolean): string {
  let node = 0;
  const gap = indent ? "\n  " : "";
  const written = (value: unknown, key: string | undefined): string => {
    const damage = atNode.get(node++);
    const isList = Array.isArray(value);
    const text =
      typeof value === "object" && value !== null
        ? `${isList ? "[" : "{"}${Object.entries(value)
            .map(([name, inner]) => written(inner, isList ? undefined : name))
            .filter((each) => each !== "")
            .join(`,${gap}`)}${isList ? "]" : "}"}`
        : JSON.stringify(value);
    return withDamage(key, text, damage);
  };
  return written(root, undefined);
}

const member = (name: string | undefined, value: string) =>
  name === undefined ? value : `${JSON.stringify(name)}:${value}`;

function withDamage(key: string | undefined, text: string, damage: Damage | undefined): string {
  if (damage === undefined) return member(key, text);
  const { kind, what } = damage;
  const hostile = chosen(hostileValues, what);
  if (kind === "leaveOut") return key === undefined ? "null" : "";
  if (kind === "replace") return member(key, hostile);
  if (kind === "wrap") return member(key, wrapped(text, what));
  const other = key === undefined ? undefined : chosen(hostileKeys, what);
  if (kind === "rename") return member(other, text);
  // The same name twice, either value last.
  const both = [member(key, text), member(key, hostile)];
  return key === undefined ? text : (what % 2 === 0 ? both : both.toReversed()).join(",");
}

/** The value below many levels, at times more than the stack has room for. */
function wrapped(text: string, what: number): string {
  const levels = what % 40 === 0 ? 20_000 : 1 + (what % 50);
  const [open, close] = what % 2 === 0 ? ["[", "]"] : ['{"a":', "}"];
  return open.repeat(levels) + text + close.repeat(levels);
}

function withBytes(bytes: Uint8Array, { kind, place, what }: Damage): Uint8Array {
  const at = place % (bytes.length + 1);
  const before = bytes.subarray(0, at);
  const piece = bytes.subarray(at, at + (what % 40));
  if (kind === "cut") return before;
  if (kind === "flip")
    return bytes.length === 0 ? bytes : bytes.with(place % bytes.length, what & 0xff);
  if (kind === "remove") return Buffer.concat([before, bytes.subarray(at + piece.length)]);
  const put = kind === "repeat" ? piece : Buffer.from(chosen(splinters, what), "latin1");
  return Buffer.concat([before, put, bytes.subarray(at)]);
}
