// Generates the JSON schemas that VS Code checks request files and run files with, from the code's
// own types. Run it through `npm run schemas`; a test holds the files against it.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { toJsonSchema } from "@valibot/to-json-schema";
import { format } from "prettier";
import { requestSchema } from "../src/core/request/schema.ts";
import { recordSchema } from "../src/core/run/recordSchema.ts";
import { root } from "./paths.mjs";

/** @type {Readonly<Record<string, { title: string, description: string, keywords?: object, schema: import("valibot").GenericSchema }>>} */
const sources = {
  "media/schemas/request.schema.json": {
    title: "Bedrock request",
    description: "A request for Amazon Bedrock's InvokeModel or InvokeModelWithResponseStream.",
    // VS Code's own: without them it marks comments and trailing commas as mistakes.
    keywords: { allowComments: true, allowTrailingCommas: true },
    schema: requestSchema,
  },
  "media/schemas/run.schema.json": {
    title: "Bedrock run record",
    description: "One run of a Bedrock request: what was sent, what came back, what it cost.",
    schema: recordSchema,
  },
};

/**
 * The schema files' texts by their paths, relative to the project.
 * @returns {Promise<Record<string, string>>}
 */
export async function schemaTexts() {
  const texts = Object.entries(sources).map(
    async ([file, { title, description, keywords, schema }]) => {
      // What a file may hold, not what parsing makes of it.
      const { $schema, ...rest } = toJsonSchema(schema, { typeMode: "input" });
      const json = JSON.stringify({ $schema, title, description, ...keywords, ...rest });
      return [file, await format(json, { parser: "json", printWidth: 100 })];
    },
  );
  return Object.fromEntries(await Promise.all(texts));
}

async function main() {
  for (const [file, text] of Object.entries(await schemaTexts()))
    await writeFile(path.join(root, file), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) void main();
