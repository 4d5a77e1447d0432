import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const source = join(import.meta.dirname, "../../../../src");

/** The files of src that have the text, by their paths below it. */
async function filesWith(text: string): Promise<readonly string[]> {
  const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith(".ts"));
  const found = files.map(async (file) => {
    return (await readFile(join(source, file), "utf8")).includes(text) ? [file] : [];
  });
  return (await Promise.all(found)).flat().sort();
}

describe("AWS's own settings are read in one place", () => {
  it("which is the only one that reads both files", async () => {
    assert.deepEqual(await filesWith("readAwsFiles("), [
      "bedrock/aws/awsFiles.ts",
      "bedrock/aws/context.ts",
    ]);
  });

  it("and the only one that knows which profile the environment names", async () => {
    assert.deepEqual(await filesWith('"AWS_PROFILE"'), ["bedrock/aws/context.ts"]);
    assert.deepEqual(await filesWith("profile ??"), []);
  });

  it("once for each send, list and question of a face", async () => {
    assert.deepEqual(await filesWith("readAwsContext("), [
      "bedrock/aws/context.ts",
      "bedrock/controlPlane/openControlPlane.ts",
      "bedrock/transport/invoke.ts",
      "cli/connection.ts",
      "extension/connection/connectPick.ts",
      "extension/connection/connections.ts",
      "extension/connection/networkPick.ts",
    ]);
  });
});
