import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { findAwsCommand } from "../../../src/extension/connection/awsCommand.ts";

const name = process.platform === "win32" ? "aws.exe" : "aws";

describe("the AWS CLI that signs in", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "bedrock-invoke-path-"));
    for (const each of ["workspace/bin", "workspace.old/bin", "other"])
      await mkdir(path.join(folder, each), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const place = (each: string) => path.join(folder, each);
  const install = (each: string) => writeFile(place(`${each}/${name}`), "", { mode: 0o755 });
  const find = (...folders: readonly string[]) =>
    findAwsCommand({ PATH: folders.join(path.delimiter) }, [place("workspace")]);

  it("is the first program on the PATH, and not one in the workspace", async () => {
    await install("workspace/bin");
    await install("other");
    assert.equal(await find(place("workspace/bin"), place("other")), place(`other/${name}`));
    assert.equal(await find(place("workspace/bin"), "workspace/bin", ""), undefined);
    await install("workspace.old/bin");
    assert.equal(
      await find(place("workspace.old/bin"), place("other")),
      place(`workspace.old/bin/${name}`),
    );
  });

  it("is none that a link leads to from or into the workspace", async () => {
    await install("workspace/bin");
    await symlink(place("workspace/bin"), place("linked"), "junction");
    assert.equal(await find(place("linked")), undefined);
  });

  it("is neither a folder nor a file that cannot be run", async () => {
    await mkdir(place(`other/${name}`));
    assert.equal(await find(place("other")), undefined);
  });
});
