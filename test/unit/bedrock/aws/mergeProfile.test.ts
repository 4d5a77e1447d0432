import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readAwsFiles } from "../../../../src/bedrock/aws/awsFiles.ts";
import { profileKind } from "../../../../src/bedrock/aws/profiles.ts";
import { profileSection } from "../../../../src/bedrock/aws/sections.ts";
import { leaveOut } from "../../../fakes/summary.ts";
import { temporaryFolder } from "../../cli/cli.ts";
import { isHere } from "../../sandbox/programs.ts";

const keysOf = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
const helper = `credential_process = echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"}'\n`;
const sso = "sso_session = org\nsso_account_id = 1\nsso_role_name = r\n";
const legacySso =
  "sso_start_url = https://a\nsso_region = a\nsso_account_id = 1\nsso_role_name = r\n";
const login = "login_session = arn:aws:iam::1:user/me\n";
const roleArn = "role_arn = arn:aws:iam::1:role/r\n";
const web = "web_identity_token_file = /token\n";

/** What is in both files, and which credentials are used: the keys with their token, or another kind. */
const rows: readonly (readonly [
  what: string,
  config: string,
  credentials: string,
  uses: string,
])[] = [
  ["keys", keysOf("C"), "", "keys C"],
  ["keys in both files", keysOf("C"), keysOf("K"), "keys K"],
  ["a token of the other file", "aws_session_token = t\n", keysOf("K"), "keys K"],
  ["an older token of the other file", "aws_security_token = t\n", keysOf("K"), "keys K"],
  ["a token beside the config's keys only", keysOf("C"), "aws_session_token = t\n", "keys C"],
  [
    "a token in each file",
    `${keysOf("C")}aws_session_token = c\n`,
    `${keysOf("K")}aws_session_token = k\n`,
    "keys K k",
  ],
  [
    "both names of the token",
    "",
    `${keysOf("K")}aws_session_token = n\naws_security_token = o\n`,
    "keys K o",
  ],
  ["keys and a process in config", `${keysOf("C")}${helper}`, "", "process"],
  ["keys in credentials and a process", helper, keysOf("K"), "keys K"],
  ["keys and SSO in config", `${keysOf("C")}${sso}`, "", "sso"],
  ["keys in credentials and SSO", sso, keysOf("K"), "sso"],
  ["keys and SSO without a session", `${keysOf("C")}${legacySso}`, "", "sso"],
  ["keys and an SSO session for tokens only", `${keysOf("C")}sso_session = org\n`, "", "keys C"],
  ["SSO and a process", `${sso}${helper}`, "", "sso"],
  ["a web identity and keys", `${roleArn}${web}`, keysOf("K"), "webIdentity"],
  [
    "a web identity and a source",
    `${roleArn}${web}source_profile = p\n`,
    keysOf("K"),
    "webIdentity",
  ],
  ["a web identity without a role", web, keysOf("K"), "none"],
  ["a role of the profile's own keys", `${roleArn}source_profile = p\n`, keysOf("K"), "role"],
  ["a role and SSO", `${roleArn}source_profile = base\n${sso}`, "", "role"],
  ["a role without a source, and keys", roleArn, keysOf("K"), "none"],
  ["half of the keys in credentials", keysOf("C"), "aws_access_key_id = K\n", "none"],
  ["the secret key alone in credentials", keysOf("C"), "aws_secret_access_key = k\n", "keys C"],
];

/** The AWS CLI needs a library of its own for `aws login`. */
const loginRows: typeof rows = [
  ["a login and a process", `${login}${helper}`, "", "login"],
  ["a login and keys in config", `${login}${keysOf("C")}`, "", "login"],
  ["a login and keys in credentials", login, keysOf("K"), "keys K"],
  ["a login and SSO", `${login}${sso}`, "", "sso"],
];

async function writtenTo([, config, credentials]: (typeof rows)[number]) {
  const folder = await temporaryFolder("profile");
  const paths = {
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
  };
  const session = "[sso-session org]\nsso_start_url = https://a\nsso_region = a\n";
  const base = `[profile base]\n${keysOf("B")}`;
  await writeFile(
    paths.AWS_CONFIG_FILE,
    `[profile p]\nregion = eu-west-1\n${config}${session}${base}`,
  );
  await writeFile(paths.AWS_SHARED_CREDENTIALS_FILE, credentials && `[p]\n${credentials}`);
  return paths;
}

describe("the credentials of a profile", () => {
  for (const row of [...rows, ...loginRows])
    it(`are one kind, with the keys of one file: ${row[0]}`, async () => {
      const section = profileSection(await readAwsFiles(await writtenTo(row)), "p") ?? {};
      const kind = profileKind(section);
      const { aws_access_key_id: id = "", aws_session_token: token = "" } = section;
      const used = kind === "keys" ? ["keys", id, token].filter(Boolean).join(" ") : kind;
      assert.equal(used, row[3]);
    });

  const python = ["python3", "python"].find((name) => isHere(name, ["-c", "import botocore"]));
  if (python)
    it("are those that botocore takes, in every row", async function () {
      this.timeout(60_000);
      const paths = await Promise.all(rows.map(writtenTo));
      const input = paths.map((each) => JSON.stringify(Object.values(each))).join("\n");
      const script = join(import.meta.dirname, "usedBy.py");
      const { stdout, stderr } = spawnSync(python, [script], { input, encoding: "utf8" });
      const taken = stdout.trim().split("\n");
      assert.equal(taken.length, rows.length, stderr);
      const found = rows.map(([what], index) => `${what}: ${taken[index]}`);
      assert.deepEqual(
        found,
        rows.map(([what, , , uses]) => `${what}: ${uses}`),
      );
    });
  else leaveOut(import.meta.filename, "no Python with botocore is installed");
});
