import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { invoke, connectionDefaults } from "../../../src/bedrock/engine.ts";
import { parseRequest } from "../../../src/core/request/parse.ts";
import { toInvokeCall } from "../../../src/core/request/toCall.ts";
import { foldRunEvent, initialRunState } from "../../../src/core/run/fold.ts";
import { writeRunRecord } from "../../../src/core/run/record.ts";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { runArgs, runCli } from "./cli.ts";

type Members = Readonly<Record<string, unknown>>;

/** Examples of every kind of answer: text, stream, tools, reasoning, images, vectors, ranks, a guardrail. */
const folder = "examples";

describe("the record that --output json prints", () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());

  /** The record as the engine and the fold give it to the response view. */
  async function shown(path: string): Promise<Members> {
    const document = parseRequest(await readFile(path, "utf8"));
    let state = initialRunState();
    await invoke(
      toInvokeCall(document, {}),
      {
        ...connectionDefaults,
        credentials: { kind: "none" },
        region: "us-east-1",
        endpointUrl: sandbox.url,
      },
      {
        signal: new AbortController().signal,
        onEvent: (event) => (state = foldRunEvent(state, event)),
      },
    );
    return JSON.parse(writeRunRecord(state, { savedAt: "", redact: false })) as Members;
  }

  it("has the decoded answer and the metrics that the response view shows, for every example", async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".bedrock.json"));
    let compared = 0;
    const check = async (name: string) => {
      const path = `${process.cwd()}/${folder}/${name}`;
      if ((await readFile(path, "utf8")).includes("bodyFile")) return;
      const { stdout } = await runCli(runArgs(path, sandbox.url, "--output", "json"));
      const printed = JSON.parse(stdout) as Members;
      const expected = await shown(path);
      assert.deepEqual(Object.keys(printed), Object.keys(expected), name);
      assert.deepEqual(paths(printed["decoded"]), paths(expected["decoded"]), name);
      assert.deepEqual(paths(printed["metrics"]), paths(expected["metrics"]), name);
      assert.deepEqual(steady(printed["decoded"]), steady(expected["decoded"]), name);
      compared++;
    };
    await Promise.all(names.map(check));
    assert.ok(compared >= 15, `${compared} examples`);
  }).timeout(120_000);
});

/** The paths of all members, list items included. */
function paths(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    key,
    ...paths(inner).map((path) => `${key}.${path}`),
  ]);
}

/** Ids and times are made anew for each answer. */
function steady(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) =>
    /^id$|Latency|Ms$/.test(key) ? "" : inner,
  );
  return JSON.parse(text.replaceAll(/_bdrk_[\da-f]+/g, ""));
}
