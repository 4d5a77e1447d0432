import { compile, isRegistered } from "@jmespath-community/jmespath";
import { isJsonObject, type JsonValue } from "../json/json.ts";
import { markNumbers, numberMark, parseJson, unmarkNumbers } from "../json/parseJson.ts";
import { ExactInterpreter } from "./exactInterpreter.ts";

/** A compiled JMESPath expression. */
export interface Query {
  /** What it finds in the JSON text. Throws an Error that says why, where a value is not of the type it needs. */
  find(json: string): JsonValue;
}

/**
 * Compiles an expression over the run record, as `--query` and the JSON view's filter take it. Numbers are exact, in the
 * record and in the expression's literals. Throws an Error that says what is wrong with it.
 */
export function compileQuery(expression: string): Query {
  const mark = numberMark(expression);
  const tree = unmarkNumbers(compile(markLiterals(expression, mark)), mark);
  const unknown = functionNames(tree).find((name) => !isRegistered(name));
  if (unknown !== undefined) throw new Error(`JMESPath has no function "${unknown}".`);
  const interpreter = new ExactInterpreter();
  return {
    find: (json) => {
      type Data = Parameters<typeof interpreter.search>[1];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library does not know of exact numbers.
      const data = parseJson(json) as Data;
      return interpreter.search(tree, data);
    },
  };
}

/** The expression with the numbers of its JSON literals marked; texts and quoted names stay. */
function markLiterals(expression: string, mark: string): string {
  return expression.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/gs, (part) =>
    part.startsWith("`") ? `\`${markNumbers(part.slice(1, -1), mark)}\`` : part,
  );
}

function functionNames(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => functionNames(each));
  if (!isJsonObject(node)) return [];
  const own = node["type"] === "Function" && typeof node["name"] === "string" ? [node["name"]] : [];
  return [...own, ...Object.values(node).flatMap((each) => functionNames(each))];
}
