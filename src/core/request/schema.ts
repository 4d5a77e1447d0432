import * as v from "valibot";
import { memberNames, memberOf, type MemberName } from "./members.ts";

/** The version of the request file's format that this code writes and reads. */
export const requestVersion = 1;

/** The schema of a request file. The JSON schema that VS Code completes and checks files with is generated from it. */
export const requestSchema = v.looseObject(
  Object.fromEntries(memberNames.map((name) => [name, schemaOf(name)])),
);

function schemaOf(name: MemberName): v.GenericSchema {
  const { help, required } = memberOf(name) ?? {};
  const value = valueSchema(name);
  const described = help === undefined ? value : v.pipe(value, v.description(help));
  return required ? described : v.optional(described);
}

/** The schema of the member's value where it is there. */
export function valueSchema(name: MemberName): v.GenericSchema {
  const { type, values } = memberOf(name) ?? {};
  switch (type) {
    case "text":
      return values ? v.picklist(values) : v.string();
    case "texts":
      return v.record(v.string(), v.string());
    case "values":
      return v.record(v.string(), v.any());
    case "version":
      return v.literal(requestVersion);
    case "json":
    case undefined:
      return v.any();
  }
}
