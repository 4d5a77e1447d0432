import assert from "node:assert/strict";
import { callerOf } from "../../../../src/sandbox/stsKeys.ts";
import type { Sandbox } from "../../../../src/sandbox/server.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import type { Cell } from "../../../fakes/credentialCell.ts";
import { columns } from "../../../fakes/credentialCell.ts";
import type { Answer, FaultServer } from "../../../fakes/faultServer.ts";
import { exception, json, startFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";
import { plainRows, roleRows } from "./rows.ts";
import { signInRows } from "./signInRows.ts";

/** Longer than anything that answers needs, even on a busy machine; what hangs ends with it. */
const limitMs = 4000;
const hangLimitMs = 400;

/** Bedrock, as far as it looks at credentials. */
const bedrock: Answer = (response, request, attempt) => {
  const authorization = request.headers["authorization"] ?? "";
  const say = (answer: Answer) => answer(response, request, attempt);
  if (/Bearer expired/.test(authorization))
    return say(exception(403, "AccessDeniedException", { message: "Bearer Token has expired" }));
  if (/Bearer unknown/.test(authorization)) {
    const message = "Authentication failed: Please make sure your API Key is valid.";
    return say(exception(403, "AccessDeniedException", { message }));
  }
  if (/Credential=A[KS]IAUNKNOWN/.test(authorization))
    return say(exception(403, "UnrecognizedClientException"));
  if (/Credential=ASIAEXPIRED/.test(authorization) || isOver(request.headers))
    return say(exception(403, "ExpiredTokenException"));
  return say(json(200, { ok: true }));
};

function isOver(headers: Readonly<Record<string, string>>): boolean {
  try {
    callerOf(headers);
    return false;
  } catch {
    return true;
  }
}

const given = (id: string, Expiration: string) =>
  json(200, { AccessKeyId: id, SecretAccessKey: "s", Token: "t", Expiration });

/** The endpoint that a container has for its credentials. */
const container: Answer = (response, request, attempt) => {
  const answers: Readonly<Record<string, Answer>> = {
    "/good": given("ASIACONTAINER", "2099-01-01T00:00:00Z"),
    "/expired": given("ASIAEXPIRED", "2001-01-01T00:00:00Z"),
    "/html": (page) => void page.end("<html>"),
    "/hang": () => {},
  };
  return (answers[request.path] ?? json(404, { code: "none", message: "no role" }))(
    response,
    request,
    attempt,
  );
};

/** The cell whose profile a variable names, where a container would have credentials too: it must not be asked. */
const byVariable = (cell: Cell): Cell => ({
  ...cell,
  as: { kind: "default" },
  variables: ({ container: url }) => ({
    AWS_PROFILE: "p",
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/good`,
  }),
});

describe("every kind of credentials", () => {
  let sandbox: Sandbox;
  let servers: readonly FaultServer[];
  before(async () => {
    [sandbox, servers] = await Promise.all([
      startSandbox(),
      Promise.all([startFaultServer(bedrock), startFaultServer(container)]),
    ]);
  });
  after(() => Promise.all([sandbox.close(), ...servers.map((server) => server.close())]));

  const fare = async (cell: Cell, limit: number) => {
    const home = await useAwsHome({
      ...(cell.config === undefined ? {} : { config: cell.config }),
      ...(cell.credentials === undefined ? {} : { credentials: cell.credentials }),
    });
    try {
      const [runtime, metadata] = servers;
      assert.ok(runtime && metadata);
      const world = { home: home.path, sandbox: sandbox.url, container: metadata.url };
      await cell.prepare?.(world);
      Object.assign(process.env, cell.variables?.(world));
      for (const service of ["STS", "SSO", "SSO_OIDC", "SIGNIN"])
        process.env[`AWS_ENDPOINT_URL_${service}`] = sandbox.url;
      const credentials = cell.as ?? { kind: "profile", profile: "p" };
      const sent = runtime.requests.length;
      const told = await invokeOnce(plainCall, unsigned(runtime.url, { credentials }), {
        credentialsTimeoutMs: limit,
        mfaCode: cell.mfaCode,
      });
      if (cell.ends instanceof RegExp) {
        if (told.final.type === "failed") assert.fail(JSON.stringify(told.final.error));
        assert.match(runtime.requests.at(-1)?.headers["authorization"] ?? "none", cell.ends);
        return;
      }
      const error = errorOf(told);
      assert.deepEqual([error.name, error.message], [cell.ends[0], error.message]);
      assert.equal(error.reason, cell.ends[1], error.message);
      assert.ok(error.attempts === runtime.requests.length - sent, "attempts are those sent");
    } finally {
      await home.restore();
    }
  };

  let cells = 0;
  let absent = 0;
  for (const row of [...plainRows, ...roleRows, ...signInRows])
    describe(row.kind, () => {
      for (const column of columns) {
        const cell = row[column];
        if (typeof cell === "string") {
          absent++;
          continue;
        }
        cells++;
        const limit = column === "hanging" ? hangLimitMs : limitMs;
        it(column, () => fare(cell, limit));
        // Variables of a row's own are what its profile points to. The SDK refreshes a token that hangs only twice a minute.
        if (cell.as === undefined && cell.variables === undefined && column !== "hanging")
          it(`${column}, by AWS_PROFILE and beside a container`, () =>
            fare(byVariable(cell), limit));
      }
    });

  it("is walked whole: each kind in each state, but for the cells that say why they are none", () => {
    assert.deepEqual([cells, absent], [85, 10]);
  });
});
