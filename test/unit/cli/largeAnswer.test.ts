import assert from "node:assert/strict";
import { once } from "node:events";
import { cp, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chunk, streamHeaders } from "../../fakes/eventStream.ts";
import { withFaultServer, type Answer } from "../../fakes/faultServer.ts";
import { buildCli, requestFile, runArgs, startProgram, temporaryFolder } from "./cli.ts";

const megabyte = 1024 * 1024;
/** The shipped 256 MB would take a minute of the tests' time. */
const limitBytes = 4 * megabyte;
/** More than the process takes without an answer: Node, the SDK and what V8 keeps in reserve. */
const emptyRssBytes = 200 * megabyte;

/** The command line as it ships, but for the limit of an answer. */
async function buildWithLimit(): Promise<string> {
  const folder = await temporaryFolder("limited");
  await cp(dirname(await buildCli()), folder, { recursive: true });
  const bundle = join(folder, "bedrock.js");
  const parts = (await readFile(bundle, "utf8")).split("256 * 1024 * 1024");
  assert.equal(parts.length, 2, "the limit stands in one place of the bundle");
  await writeFile(bundle, parts.join(String(limitBytes)));
  return join(folder, "cli.js");
}

/** Sends a part until the client has gone, or so many bytes: twice the limit unless told. */
function large(
  headers: Record<string, string>,
  part: Uint8Array,
  { bytes = 2 * limitBytes, start = "", end = "" } = {},
): Answer {
  return async (response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    response.writeHead(200, headers);
    response.write(start);
    for (let sent = 0; sent < bytes && !response.destroyed; sent += part.length)
      if (!response.write(part))
        await once(response, "drain", { signal: gone.signal }).catch(() => {});
    response.end(end);
  };
}

/** Runs the program, and returns how it ended and the most memory that it took, in bytes. */
async function runMeasured(program: string, answer: Answer, ...options: readonly string[]) {
  const folder = await temporaryFolder("memory");
  const memory = join(folder, "memory");
  const preload = join(folder, "memory.cjs");
  const write = `require("node:fs").writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS))`;
  await writeFile(preload, `process.on("exit", () => ${write});`);
  const request = await requestFile({ modelId: "m.x", body: {} });
  const ended = await withFaultServer(answer, async ({ url }) => {
    const env = { NODE_OPTIONS: `--require ${preload}` };
    return (await startProgram(program, runArgs(request, url, ...options), { env })).ended;
  });
  return { ...ended, rssBytes: Number(await readFile(memory, "utf8")) * 1024 };
}

const text = "x".repeat(60_000);
const json = { "content-type": "application/json" };
const whole = large(json, Buffer.from(`"${text}",\n`));
const stream = large(streamHeaders, chunk({ completion: text }));

/** The answer, how it is asked for and saved, and how the saved file begins. */
const cases: readonly (readonly [string, Answer, string, "--outfile" | "--save", RegExp])[] = [
  ["a whole answer", whole, "--no-stream", "--outfile", /^"xxx/],
  ["a whole answer", whole, "--no-stream", "--save", /^\{\s*"version": 1,/],
  ["a stream", stream, "--stream", "--outfile", /^\{"completion":"xxx/],
];

describe("an answer that is larger than the limit", () => {
  let program = "";
  before(async () => (program = await buildWithLimit()));

  for (const [what, answer, operation, option, start] of cases)
    it(`${what} ends with its error, ${option} has what arrived, and memory is bounded`, async function () {
      this.timeout(120_000);
      const file = join(await temporaryFolder("large"), "saved");
      const ended = await runMeasured(program, answer, operation, option, file);
      const { code, stderr, rssBytes } = ended;
      assert.equal(code, 1);
      assert.match(
        stderr,
        /^error: AnswerTooLarge \(HTTP 200.*\): The response is larger than the limit of 4 MB/,
      );
      const saved = await readFile(option === "--save" ? file : `${file}.incomplete`, "utf8");
      assert.match(saved, start);
      assert.ok(saved.length > limitBytes / 2, `${saved.length} characters are saved`);
      const mostBytes = emptyRssBytes + 16 * limitBytes;
      assert.ok(rssBytes < mostBytes, `${rssBytes} bytes of memory, of at most ${mostBytes}`);
    });
});

/** The bytes received, their text and its parsed value, and as much again until V8 collects what is no longer used. */
const mostCopies = 7;

describe("the memory of a saved answer", () => {
  for (const option of ["--save", "--outfile"])
    it(`is a few times the answer with ${option}: no file is put together in memory`, async function () {
      this.timeout(120_000);
      const program = await buildCli();
      const file = join(await temporaryFolder("saved"), "saved");
      const part = Buffer.from(`${"x".repeat(60_000)}\\n`);
      const take = async (bytes: number) => {
        const answer = large(json, part, { bytes, start: '{"completion":"', end: '"}' });
        const { code, stderr, rssBytes } = await runMeasured(
          program,
          answer,
          "--no-stream",
          option,
          file,
        );
        assert.equal(code, 0, stderr);
        assert.ok((await stat(file)).size > bytes);
        return rssBytes;
      };
      const moreBytes = 48 * megabyte;
      const copies = ((await take(megabyte + moreBytes)) - (await take(megabyte))) / moreBytes;
      assert.ok(copies < mostCopies, `the answer is ${copies} times in memory`);
    });
});
