import { compileQuery as compile, type Query } from "../core/run/query.ts";
import { CliError, exitCodes, messageOf, usageError } from "./exitCodes.ts";

/** Compiles the expression of --query before anything is sent. Throws a usage error; its `find` a CliError. */
export function compileQuery(expression: string): Query {
  let query: Query;
  try {
    query = compile(expression);
  } catch (error) {
    throw usageError(`--query is not a JMESPath expression: ${messageOf(error)}`);
  }
  return {
    find: (json) => {
      try {
        return query.find(json);
      } catch (error) {
        throw new CliError(`--query: ${messageOf(error)}`, exitCodes.usage);
      }
    },
  };
}
