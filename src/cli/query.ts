import { compileQuery, type Query } from "../core/run/query.ts";
import { thrownMessage } from "../core/thrownMessage.ts";
import { CliError, exitCodes, usageError } from "./exitCodes.ts";

/** Compiles the expression of --query before anything is sent. Throws a usage error; its `find` a CliError. */
export function compileQueryOption(expression: string): Query {
  let query: Query;
  try {
    query = compileQuery(expression);
  } catch (error) {
    throw usageError(`--query is not a JMESPath expression: ${thrownMessage(error)}`);
  }
  return {
    find: (json) => {
      try {
        return query.find(json);
      } catch (error) {
        // The request was sent: 2 would say that it was not.
        throw new CliError(`--query: ${thrownMessage(error)}`, exitCodes.failed);
      }
    },
  };
}
