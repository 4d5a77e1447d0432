import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { signInCommand } from "../../../src/core/signInCommand.ts";
import { shellOf, shellWord } from "../../../src/core/shellWord.ts";

const names = [
  "dev",
  "two words",
  "it's",
  'a"b',
  "a;touch x",
  "$(touch x)",
  "`touch x`",
  "a&b|c>d<e",
  "%PATH%",
  "!x!",
  "*",
  "~",
  "#x",
  "\\",
  "a\\",
  "é 日本",
  "‘quoted’",
];

describe("a profile's name in a command to copy", () => {
  for (const name of names)
    it(`is one word of a POSIX shell: ${name}`, () => {
      const script = `printf %s ${shellWord(name)}`;
      assert.equal(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }), name);
    });

  it("is one word of PowerShell", () => {
    assert.equal(shellWord("it's ‘x’ $(y)", "powershell"), "'it''s ‘‘x’’ $(y)'");
    assert.equal(shellWord("dev", "powershell"), "dev");
    assert.equal(shellWord("@a,b", "powershell"), "'@a,b'");
  });

  it("is one word of cmd, in which no variable is expanded", () => {
    assert.equal(shellWord("a b&c", "cmd"), '"a b&c"');
    assert.equal(shellWord("%PATH%", "cmd"), '""^%"PATH"^%""');
    assert.equal(shellWord('a"b', "cmd"), String.raw`"a"\^""b"`);
  });

  it("follows the window's shell", () => {
    assert.equal(shellOf("/usr/bin/pwsh"), "powershell");
    assert.equal(
      shellOf(String.raw`C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe`),
      "powershell",
    );
    assert.equal(shellOf(String.raw`C:\WINDOWS\system32\cmd.exe`), "cmd");
    for (const path of ["/bin/bash", "/usr/bin/fish", ""]) assert.equal(shellOf(path), "posix");
    assert.equal(
      signInCommand("ssoLogin", "it's", "powershell"),
      "aws sso login --profile 'it''s'",
    );
  });
});
