import { compile, isRegistered, TreeInterpreter } from "@jmespath-community/jmespath";
import { isJsonObject, type JsonValue } from "../core/json.ts";
import { CliError, exitCodes, messageOf, usageError } from "./exitCodes.ts";

/** A compiled JMESPath expression. */
export interface Query {
  /** What it finds in the JSON text. Throws a CliError where a value is not of the type it needs. */
  find(json: string): JsonValue;
}

/** Compiles the expression before anything is sent. Throws a usage error. */
export function compileQuery(expression: string): Query {
  let tree: ReturnType<typeof compile>;
  try {
    tree = compile(expression);
  } catch (error) {
    throw usageError(`--query is not a JMESPath expression: ${messageOf(error)}.`);
  }
  const unknown = functionNames(tree).find((name) => !isRegistered(name));
  if (unknown !== undefined) throw usageError(`--query: JMESPath has no function "${unknown}".`);
  return {
    find: (json) => {
      try {
        return TreeInterpreter.search(tree, JSON.parse(json));
      } catch (error) {
        throw new CliError(`--query: ${messageOf(error)}`, exitCodes.usage);
      }
    },
  };
}

function functionNames(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => functionNames(each));
  if (!isJsonObject(node)) return [];
  const own = node["type"] === "Function" && typeof node["name"] === "string" ? [node["name"]] : [];
  return [...own, ...Object.values(node).flatMap((each) => functionNames(each))];
}
