import { compile, isRegistered, TreeInterpreter } from "@jmespath-community/jmespath";
import { isJsonObject, type JsonValue } from "../json.ts";

/** A compiled JMESPath expression. */
export interface Query {
  /** What it finds in the JSON text. Throws an Error that says why, where a value is not of the type it needs. */
  find(json: string): JsonValue;
}

/** Compiles an expression over the run record, as `--query` and the JSON view's filter take it. Throws an Error that says what is wrong with it. */
export function compileQuery(expression: string): Query {
  const tree = compile(expression);
  const unknown = functionNames(tree).find((name) => !isRegistered(name));
  if (unknown !== undefined) throw new Error(`JMESPath has no function "${unknown}".`);
  return { find: (json) => TreeInterpreter.search(tree, JSON.parse(json)) };
}

function functionNames(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => functionNames(each));
  if (!isJsonObject(node)) return [];
  const own = node["type"] === "Function" && typeof node["name"] === "string" ? [node["name"]] : [];
  return [...own, ...Object.values(node).flatMap((each) => functionNames(each))];
}
