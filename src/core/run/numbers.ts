import { ExactNumber } from "../json/exactNumber.ts";
import { isJsonNumber, type JsonNumber } from "../json/json.ts";

/** Below 0 where one number is smaller than the other, 0 where they are the same, however they are written. Exact. */
export function compareNumbers(one: JsonNumber, other: JsonNumber): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  const [a, b] = [decimalOf(one), decimalOf(other)];
  if (a.sign !== b.sign || a.sign === 0) return a.sign - b.sign;
  if (a.magnitude !== b.magnitude) return a.magnitude < b.magnitude ? -a.sign : a.sign;
  const length = Math.max(a.digits.length, b.digits.length);
  const [left, right] = [a.digits.padEnd(length, "0"), b.digits.padEnd(length, "0")];
  return left === right ? 0 : left < right ? -a.sign : a.sign;
}

/** True for the same JSON value; numbers by their value, at any depth of lists and objects. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isJsonNumber(one) && isJsonNumber(other)) return compareNumbers(one, other) === 0;
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (isJsonNumber(one) || isJsonNumber(other)) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const entries: [string, unknown][] = Object.entries(one);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(
      ([key, value]) => Object.hasOwn(other, key) && isSame(value, Reflect.get(other, key)),
    )
  );
}

/** The whole number, undefined where it is none or is written with a point or an exponent. */
export function integerOf(value: JsonNumber): bigint | undefined {
  if (value instanceof ExactNumber)
    return /^-?\d+$/.test(value.lexeme) ? BigInt(value.lexeme) : undefined;
  return Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

/** The whole number as a JSON number. */
export function numberOf(integer: bigint): JsonNumber {
  const near = Number(integer);
  return Number.isSafeInteger(near) ? near : new ExactNumber(String(integer));
}

interface Decimal {
  readonly sign: -1 | 0 | 1;
  /** Of 0.00123 the digits are 123 and the magnitude is -2: 0.123 times ten to that. */
  readonly digits: string;
  readonly magnitude: number;
}

function decimalOf(value: JsonNumber): Decimal {
  const text = String(value);
  const [mantissa = "", exponent = "0"] = text
    .replace("-", "")
    .replace(/^(.*)e(.*)$/i, "$1 $2")
    .split(" ");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = (whole + fraction).replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  const leading = whole.length + fraction.length - all.length;
  if (digits === "") return { sign: 0, digits, magnitude: 0 };
  return {
    sign: text.startsWith("-") ? -1 : 1,
    digits,
    magnitude: whole.length - leading + Number(exponent),
  };
}
