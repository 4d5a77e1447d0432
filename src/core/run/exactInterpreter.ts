import {
  TreeInterpreter,
  TYPE_ANY,
  TYPE_ARRAY,
  TYPE_ARRAY_NUMBER,
  TYPE_ARRAY_STRING,
  TYPE_EXPREF,
  TYPE_NUMBER,
  TYPE_STRING,
  type InputSignature,
} from "@jmespath-community/jmespath";
import { ExactNumber } from "../json/exactNumber.ts";
import { isJsonNumber, type JsonNumber } from "../json/json.ts";
import { jsonText } from "../json/jsonText.ts";
import { parseJson } from "../json/parseJson.ts";
import { compareNumbers, integerOf, isSame, numberOf } from "./numbers.ts";

type Interpreter = typeof TreeInterpreter;
type Node = Parameters<Interpreter["visit"]>[0];
type Value = ReturnType<Interpreter["visit"]>;
type Scope = Parameters<Interpreter["withScope"]>[0];

/* oxlint-disable typescript/no-unsafe-type-assertion -- the library knows doubles only; its values hold exact numbers here. */
const Base = TreeInterpreter.constructor as new () => Interpreter;

/**
 * The library's interpreter with exact numbers: they are numbers to every function, compare by their value, are sorted
 * and printed as they are written; sums, differences and products of whole numbers are exact. Other arithmetic is that of
 * doubles.
 */
export class ExactInterpreter extends Base {
  constructor() {
    super();
    teach(this);
  }

  override withScope(scope: Scope): Interpreter {
    const inner = super.withScope(scope);
    // The library makes one of its own kind.
    Object.setPrototypeOf(inner, ExactInterpreter.prototype);
    inner.runtime = this.runtime;
    return inner;
  }

  override visit(node: Node, value: Value): Value {
    switch (node.type) {
      case "Field":
        return isExact(value) ? null : super.visit(node, value);
      case "ValueProjection": {
        const base = this.visit(node.left, value);
        if (isExact(base)) return null;
        return super.visit({ ...node, left: { type: "Literal", value: base } } as Node, value);
      }
      case "Comparator":
        return compared(node.name, this.visit(node.left, value), this.visit(node.right, value));
      case "Arithmetic": {
        const [left, right] = [this.visit(node.left, value), this.visit(node.right, value)];
        const exact =
          isJsonNumber(left) && isJsonNumber(right) && calculated(node.operator, left, right);
        if (exact) return exact as Value;
        const literal = (operand: Value) => ({ type: "Literal", value: plain(operand) });
        return super.visit({ ...node, left: literal(left), right: literal(right) } as Node, value);
      }
      case "Unary": {
        const operand = this.visit(node.operand, value);
        if (isExact(operand))
          return (node.operator === "Minus" ? negative(operand) : operand) as Value;
        return super.visit(
          { ...node, operand: { type: "Literal", value: operand } } as Node,
          value,
        );
      }
      default:
        return super.visit(node, value);
    }
  }
}

const isExact = (value: unknown): value is ExactNumber => value instanceof ExactNumber;
const plain = (value: unknown) => (isExact(value) ? Number(value) : value);

function compared(name: string, left: unknown, right: unknown): boolean | null {
  if (name === "EQ") return isSame(left, right);
  if (name === "NE") return !isSame(left, right);
  if (!isJsonNumber(left) || !isJsonNumber(right)) return null;
  const order = compareNumbers(left, right);
  if (name === "GT") return order > 0;
  if (name === "GTE") return order >= 0;
  return name === "LT" ? order < 0 : order <= 0;
}

/** The exact result of whole numbers; undefined where a double has to do. */
function calculated(operator: string, one: JsonNumber, other: JsonNumber): JsonNumber | undefined {
  const [a, b] = [integerOf(one), integerOf(other)];
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "Plus":
      return numberOf(a + b);
    case "Minus":
      return numberOf(a - b);
    case "Multiply":
    case "Star":
      return numberOf(a * b);
    case "Modulo":
      return b === 0n ? undefined : numberOf(a % b);
    case "Divide":
      return b !== 0n && a % b === 0n ? numberOf(a / b) : undefined;
    case "Div":
      return b === 0n ? undefined : numberOf(a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n));
    default:
      return undefined;
  }
}

const negative = ({ lexeme }: ExactNumber) =>
  parseJson(lexeme.startsWith("-") ? lexeme.slice(1) : `-${lexeme}`);

type Run = (args: never[]) => unknown;

/** Gives the interpreter's own runtime, and no other, the functions that numbers matter to. */
function teach(interpreter: ExactInterpreter): void {
  const { runtime } = interpreter;
  const typeOf = Reflect.get(runtime, "getTypeName") as (value: unknown) => unknown;
  const getTypeName = (value: unknown) =>
    isExact(value) ? TYPE_NUMBER : typeOf.call(runtime, value);
  Reflect.set(runtime, "getTypeName", getTypeName);
  const table = Reflect.get(runtime, "_functionTable") as Record<string, { readonly _func: Run }>;
  const replace = (
    name: string,
    types: readonly InputSignature["types"][],
    own: (args: readonly unknown[], library: () => unknown) => unknown,
  ) => {
    const { _func: library } = table[name] ?? {};
    const run = (args: unknown[]) => own(args, () => library?.(args as never[]));
    const signature = types.map((each) => ({ types: each }));
    runtime.registerFunction(name, run as never, signature, { override: true });
  };
  const numbersOrTexts = [TYPE_ARRAY_NUMBER, TYPE_ARRAY_STRING];
  replace("to_string", [[TYPE_ANY]], ([value]) =>
    typeof value === "string" ? value : jsonText(value),
  );
  replace("to_number", [[TYPE_ANY]], ([value], library) =>
    isExact(value) ? value : (typeof value === "string" && numberIn(value)) || library(),
  );
  replace("contains", [[TYPE_ARRAY, TYPE_STRING], [TYPE_ANY]], ([list, value], library) =>
    Array.isArray(list) && isJsonNumber(value) ? list.some((one) => isSame(one, value)) : library(),
  );
  replace("sort", [numbersOrTexts], ([list], library) =>
    isNumbers(list) ? list.toSorted(compareNumbers) : library(),
  );
  replace("max", [numbersOrTexts], ([list], library) =>
    isNumbers(list) ? furthest(list, 1) : library(),
  );
  replace("min", [numbersOrTexts], ([list], library) =>
    isNumbers(list) ? furthest(list, -1) : library(),
  );
  replace("sum", [[TYPE_ARRAY_NUMBER]], ([list], library) =>
    isNumbers(list) ? sumOf(list) : library(),
  );
  replace("avg", [[TYPE_ARRAY_NUMBER]], ([list], library) => {
    if (!isNumbers(list)) return library();
    const sum = sumOf(list);
    return calculated("Divide", sum, list.length) ?? Number(sum) / list.length;
  });
  for (const [name, round] of [
    ["abs", Math.abs],
    ["ceil", Math.ceil],
    ["floor", Math.floor],
  ] as const)
    replace(name, [[TYPE_NUMBER]], ([value]) => {
      if (!isExact(value)) return round(value as number);
      if (name === "abs" && integerOf(value) !== undefined)
        return value.lexeme.startsWith("-") ? negative(value) : value;
      return integerOf(value) === undefined ? round(Number(value)) : value;
    });
  for (const [name, sign] of [
    ["sort_by", 0],
    ["max_by", 1],
    ["min_by", -1],
  ] as const)
    replace(name, [[TYPE_ARRAY], [TYPE_EXPREF]], ([list, key], library) => {
      const items = list as unknown[];
      const keyed = items.map((item) => ({
        item,
        key: interpreter.visit(key as Node, item as Value) as unknown,
      }));
      if (!keyed.some((one) => isExact(one.key)) || !keyed.every((one) => isJsonNumber(one.key)))
        return library();
      if (sign === 0) return keyed.toSorted(byKey).map(({ item }) => item);
      return keyed.reduce((best, one) => (byKey(one, best) * sign > 0 ? one : best)).item;
    });
}

const byKey = (one: { readonly key: unknown }, other: { readonly key: unknown }) =>
  compareNumbers(one.key as JsonNumber, other.key as JsonNumber);

const isNumbers = (value: unknown): value is JsonNumber[] =>
  Array.isArray(value) && value.length > 0 && value.every(isJsonNumber);

const furthest = (list: readonly JsonNumber[], sign: number) =>
  list.reduce((best, one) => (compareNumbers(one, best) * sign > 0 ? one : best));

const sumOf = (list: readonly JsonNumber[]): JsonNumber =>
  list.reduce<JsonNumber>(
    (sum, one) => calculated("Plus", sum, one) ?? Number(sum) + Number(one),
    0,
  );

function numberIn(text: string): JsonNumber | undefined {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = parseJson(text);
  return isJsonNumber(value) ? value : undefined;
}
