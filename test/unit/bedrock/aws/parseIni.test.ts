import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { IniSyntaxError, parseIni } from "../../../../src/bedrock/aws/parseIni.ts";
import { readAwsFiles } from "../../../../src/bedrock/aws/awsFiles.ts";
import { leaveOut } from "../../../fakes/summary.ts";
import { isHere } from "../../sandbox/programs.ts";
import { temporaryFolder } from "../../cli/cli.ts";
import type { IniRow } from "./iniRows.ts";
import { iniRows } from "./iniRows.ts";

/** Writes the row's files; a file that the row does not name is absent. */
async function writtenTo({ config, credentials }: IniRow): Promise<Record<string, string>> {
  const folder = await temporaryFolder("ini");
  const paths = {
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
  };
  if (config !== undefined) await writeFile(paths.AWS_CONFIG_FILE, config);
  if (credentials !== undefined) await writeFile(paths.AWS_SHARED_CREDENTIALS_FILE, credentials);
  return paths;
}

async function found(env: Readonly<Record<string, string>>): Promise<IniRow["finds"]> {
  const files = await readAwsFiles(env);
  if (files.read.some(({ state }) => state === "unreadable")) return "refused";
  const all: Record<string, Readonly<Record<string, string>>> = {};
  const take = (name: string, section: object) =>
    Object.defineProperty(all, name, { value: { ...section }, enumerable: true });
  for (const [name, { config, credentials }] of Object.entries(files.profiles))
    take(name, { ...config, ...credentials });
  for (const [name, section] of Object.entries(files.ssoSessions))
    take(`sso-session ${name}`, section);
  for (const [name, section] of Object.entries(files.services)) take(`services ${name}`, section);
  return all;
}

describe("the AWS files", () => {
  for (const row of iniRows)
    it(row.what, async () => {
      assert.deepEqual(await found(await writtenTo(row)), row.finds);
    });

  const python = ["python3", "python"].find((name) => isHere(name, ["-c", "import botocore"]));
  if (python)
    it("are read as botocore reads them, in every row", async function () {
      this.timeout(60_000);
      const paths = await Promise.all(iniRows.map(writtenTo));
      const input = paths.map((each) => JSON.stringify(Object.values(each))).join("\n");
      const script = join(import.meta.dirname, "readAsBotocore.py");
      const { stdout, stderr } = spawnSync(python, [script], { input, encoding: "utf8" });
      const answers = stdout.trim().split("\n");
      assert.equal(answers.length, iniRows.length, stderr);
      for (const [index, row] of iniRows.entries())
        assert.deepEqual(
          ofBotocore(answers[index] ?? ""),
          row.cliRefuses ? "refused" : row.finds,
          row.what,
        );
    });
  else leaveOut(import.meta.filename, "no Python with botocore is installed");

  it("says in which line what is wrong", () => {
    assert.deepEqual(problemOf("[a]\nb = c\nd\n"), { kind: "noOption", line: 3 });
    assert.deepEqual(problemOf("[a]\nb = c\nB = d\n"), {
      kind: "optionTwice",
      line: 3,
      section: "a",
      option: "b",
    });
    assert.deepEqual(problemOf("[a]\n[b]\n[a]\n"), {
      kind: "sectionTwice",
      line: 3,
      section: "a",
    });
    assert.deepEqual(problemOf("b = c\n[a]\n"), { kind: "noSection", line: 1 });
    assert.deepEqual(problemOf("[a]\nb =\n  c: d\n"), { kind: "nestedLine", option: "b" });
  });
});

function ofBotocore(line: string): IniRow["finds"] {
  const read: unknown = JSON.parse(line);
  if (read === null) return "refused";
  assert.ok(
    typeof read === "object" && "profiles" in read && "ssoSessions" in read && "services" in read,
  );
  const all: [string, unknown][] = [];
  const take = (prefix: string, sections: unknown) => {
    assert.ok(typeof sections === "object" && sections);
    for (const [name, section] of Object.entries(sections))
      all.push([prefix + name, flat(section)]);
  };
  take("", read.profiles);
  take("sso-session ", read.ssoSessions);
  take("services ", read.services);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- compared with what is expected, whatever it is.
  return Object.fromEntries(all) as IniRow["finds"];
}

function flat(section: unknown): unknown {
  assert.ok(typeof section === "object" && section);
  return Object.fromEntries(
    Object.entries(section).flatMap(([option, value]: [string, unknown]) =>
      typeof value === "object" && value !== null
        ? Object.entries(value).map(([key, inner]) => [`${option}.${key}`, inner])
        : [[option, value]],
    ),
  );
}

/** Why a text is refused; undefined where it is read. */
function problemOf(text: string): IniSyntaxError["problem"] | undefined {
  try {
    parseIni(text);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof IniSyntaxError);
    return error.problem;
  }
}
