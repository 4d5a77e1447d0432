import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "../..");

/** All files below the folders, by their paths from the root. */
function filesIn(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        path.relative(root, path.join(parentPath, name)).replaceAll("\\", "/"),
      ),
  );
}

/** The files that stand beside a folder of their own name: `x.ts` and `x/`. */
function besideTheirFolder(files: readonly string[]): readonly string[] {
  const folders = new Set(files.flatMap(foldersOf));
  return files.filter((file) => folders.has(file.replace(/(?<=\/[^/.]+)\.[^/]*$/, "")));
}

/** The folders that a file is in. */
function foldersOf(file: string): readonly string[] {
  const names = file.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

const declaration =
  /^export (?:async |abstract )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;

/** The names that more than one file exports, with the files. To pass an export on with `from` is not to export another. */
function sharedNames(texts: readonly (readonly [file: string, text: string])[]): readonly string[] {
  const files = new Map<string, Set<string>>();
  for (const [file, text] of texts)
    for (const [, name = ""] of text.matchAll(declaration))
      files.set(name, (files.get(name) ?? new Set()).add(file));
  return [...files]
    .filter(([, those]) => those.size > 1)
    .map(([name, those]) => `${name}: ${[...those].join(", ")}`);
}

describe("the rooms of the house", () => {
  it("have no file beside a folder of its name", () => {
    const files = filesIn("src", "test", "scripts");
    assert.ok(files.length > 500, `${files.length} files`);
    assert.deepEqual(besideTheirFolder(files), []);
  });

  it("finds a file beside its folder", () => {
    const found = besideTheirFolder(["a/b.ts", "a/b/c.ts", "a/b/d.test.ts", "a/bb.ts"]);
    assert.deepEqual(found, ["a/b.ts"]);
  });

  it("export each name once", () => {
    const files = filesIn("src").filter((file) => file.endsWith(".ts"));
    const texts = files.map((file) => [file, readFileSync(path.join(root, file), "utf8")] as const);
    assert.ok(
      texts.reduce((sum, [, text]) => sum + [...text.matchAll(declaration)].length, 0) > 900,
    );
    assert.deepEqual(sharedNames(texts), []);
  });

  it("finds a name that two files export", () => {
    const found = sharedNames([
      ["a.ts", "export const one = 1;\nexport type Two = 2;"],
      ["b.ts", "export async function one() {}\nconst own = 1;"],
      ["c.ts", "const own = 2;\nexport { one } from './a.ts';"],
    ]);
    assert.deepEqual(found, ["one: a.ts, b.ts"]);
  });
});
