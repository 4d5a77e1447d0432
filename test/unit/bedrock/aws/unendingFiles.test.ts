import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listProfiles, resolveRegion } from "../../../../src/bedrock/engine.ts";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import { contextOfProfile } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

const p = { kind: "profile", profile: "p" } as const;
const keys = "[profile p]\naws_access_key_id = AKIDP\naws_secret_access_key = secret\n";
const web = (file: string) =>
  `[profile p]\nregion = x\nrole_arn = arn:aws:iam::1:role/a\nweb_identity_token_file = ${file}\n`;
const sso =
  "[profile p]\nsso_start_url = https://x.example\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n";

/** Where a file that never ends can stand, and what is told of it. */
const places: readonly {
  readonly what: string;
  readonly prepare: (home: AwsHome, file: string) => Promise<Partial<Connection> | undefined>;
  readonly name: string;
}[] = [
  {
    what: "the config file",
    prepare: (_home, file) => variable("AWS_CONFIG_FILE", file),
    name: "AwsFileUnreadable",
  },
  {
    what: "the config file of a run that is not signed",
    prepare: async (_home, file) => {
      await variable("AWS_CONFIG_FILE", file);
      return { credentials: { kind: "none" } };
    },
    name: "AwsFileUnreadable",
  },
  {
    what: "the credentials file",
    prepare: (_home, file) => variable("AWS_SHARED_CREDENTIALS_FILE", file),
    name: "AwsFileUnreadable",
  },
  {
    what: "a CA bundle",
    prepare: (_home, caBundle) => Promise.resolve({ caBundle }),
    name: "CaBundleInvalid",
  },
  {
    what: "a profile's ca_bundle",
    prepare: async (home, file) => {
      await home.write("config", `${keys}ca_bundle = ${file}\n`);
      return undefined;
    },
    name: "CaBundleInvalid",
  },
  {
    what: "a web identity's token",
    prepare: async (home, file) => {
      await home.write("config", web(file));
      return undefined;
    },
    name: "AwsFileUnreadable",
  },
  {
    what: "the environment's web identity token",
    prepare: async (_home, file) => {
      process.env["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/a";
      await variable("AWS_WEB_IDENTITY_TOKEN_FILE", file);
      return { credentials: { kind: "default" } };
    },
    name: "AwsFileUnreadable",
  },
];

async function variable(name: string, value: string): Promise<undefined> {
  process.env[name] = value;
  return Promise.resolve(undefined);
}

describe("a file that never ends", () => {
  let home: AwsHome;
  let pipe: string;
  beforeEach(async () => {
    home = await useAwsHome({ config: keys });
    pipe = join(home.path, "pipe");
    execFileSync("mkfifo", [pipe]);
  });
  afterEach(() => home.restore());

  for (const { what, prepare, name } of places) {
    for (const kind of ["a pipe", "/dev/zero"] as const) {
      it(`as ${what} ends the run at once (${kind})`, async () => {
        const changes = await prepare(home, kind === "a pipe" ? pipe : kind);
        const error = errorOf(
          await invokeOnce(
            plainCall,
            unsigned("https://127.0.0.1:1", { credentials: p, ...changes }),
          ),
        );
        assert.equal(error.name, name);
        assert.match(error.message, /not a regular file/);
        assert.equal(error.attempts, 0);
      });
    }
  }

  it("as the token of a sign-in ends the run at once", async () => {
    await home.write("config", sso);
    const folder = join(home.path, ".aws", "sso", "cache");
    mkdirSync(folder, { recursive: true });
    // The SDK's name for it: the SHA-1 of the start URL.
    execFileSync("mkfifo", [join(folder, "50a4e6f5d6bd4c4b0b2e6f6fb6b6e6a1e5d3b6c7.json")]);
    const error = errorOf(
      await invokeOnce(plainCall, unsigned("http://127.0.0.1:1", { credentials: p })),
    );
    assert.equal(error.name, "AwsFileUnreadable");
  });

  it("is no profile, no region and no reason to wait where profiles are listed", async () => {
    process.env["AWS_CONFIG_FILE"] = pipe;
    const context = await contextOfProfile();
    assert.deepEqual(listProfiles(context), []);
    const region = resolveRegion({}, context);
    assert.ok(!region.ok && region.error.name === "AwsFileUnreadable");
    assert.equal(context.files.read[0].state, "unreadable");
  });

  it("is not looked for in /dev/null, which says that there is no file", () =>
    withFaultServer(json(200, { ok: true }), async ({ url }) => {
      process.env["AWS_CONFIG_FILE"] = "/dev/null";
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "secret" });
      const told = await invokeOnce(plainCall, unsigned(url, { credentials: { kind: "default" } }));
      assert.equal(told.final.type, "finished");
    }));
});

describe("a credential_process that hangs", () => {
  let home: AwsHome;
  beforeEach(async () => {
    home = await useAwsHome({ config: "" });
    // It starts another, and that one a third in the background; all keep the pipe open.
    const script = `echo $$ >> ${home.path}/pids; (sleep 300 & echo $! >> ${home.path}/pids; wait); sleep 300`;
    await home.write("config", `[profile p]\ncredential_process = sh -c '${script}'\n`);
  });
  afterEach(() => home.restore());

  const ends: readonly (readonly [string, object, string])[] = [
    ["its own limit", { credentialsTimeoutMs: 600 }, "CredentialsTimeout"],
    ["the limit of the whole call", {}, "TotalTimeout"],
  ];
  for (const [what, options, name] of ends) {
    it(`ends with all that it started at ${what}`, async () => {
      const totalTimeoutMs = name === "TotalTimeout" ? 600 : 0;
      const error = errorOf(
        await invokeOnce(
          plainCall,
          unsigned("http://127.0.0.1:1", { credentials: p, totalTimeoutMs }),
          options,
        ),
      );
      assert.equal(error.name, name);
      await assertEnded(home);
    });
  }

  it("ends with all that it started at a cancel", async () => {
    const abort = new AbortController();
    const run = invokeOnce(plainCall, unsigned("http://127.0.0.1:1", { credentials: p }), {
      signal: abort.signal,
    });
    while ((await pidsOf(home)).length < 2) await new Promise(setImmediate);
    abort.abort();
    assert.equal((await run).final.type, "cancelled");
    await assertEnded(home);
  });
});

async function pidsOf(home: AwsHome): Promise<readonly number[]> {
  const text = await readFile(join(home.path, "pids"), "utf8").catch(() => "");
  return text.split("\n").filter(Boolean).map(Number);
}

/** A process that was killed is gone once whoever inherits it has taken note. */
async function assertEnded(home: AwsHome): Promise<void> {
  const pids = await pidsOf(home);
  assert.equal(pids.length, 2);
  while (pids.some(isAlive)) await new Promise(setImmediate);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(execFileSync("cat", [`/proc/${pid}/status`], { encoding: "utf8" }));
  } catch {
    return false;
  }
}
