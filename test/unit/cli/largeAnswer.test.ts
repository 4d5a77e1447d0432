import assert from "node:assert/strict";
import { once } from "node:events";
import { cp, readFile, writeFile } from "node:fs/promises";
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

/** Sends a part until the client has gone, and twice the limit at most. */
function large(headers: Record<string, string>, part: Uint8Array): Answer {
  return async (response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    response.writeHead(200, headers);
    for (let sent = 0; sent < 2 * limitBytes && !response.destroyed; sent += part.length)
      if (!response.write(part))
        await once(response, "drain", { signal: gone.signal }).catch(() => {});
    response.end();
  };
}

const text = "x".repeat(60_000);
const whole = large({ "content-type": "application/json" }, Buffer.from(`"${text}",\n`));
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
      const folder = await temporaryFolder("large");
      const memory = join(folder, "memory");
      const preload = join(folder, "memory.cjs");
      const write = `require("node:fs").writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS))`;
      await writeFile(preload, `process.on("exit", () => ${write});`);
      const request = await requestFile({ modelId: "m.x", body: {} });
      const file = join(folder, "saved");
      const { code, stderr } = await withFaultServer(answer, async ({ url }) => {
        const args = runArgs(request, url, operation, option, file);
        const env = { NODE_OPTIONS: `--require ${preload}` };
        return (await startProgram(program, args, { env })).ended;
      });
      assert.equal(code, 1);
      assert.match(stderr, /^error: AnswerTooLarge \(HTTP 200.*\): The answer is larger than 4 MB/);
      const saved = await readFile(option === "--save" ? file : `${file}.incomplete`, "utf8");
      assert.match(saved, start);
      assert.ok(saved.length > limitBytes / 2, `${saved.length} characters are saved`);
      const rssBytes = Number(await readFile(memory, "utf8")) * 1024;
      const mostBytes = emptyRssBytes + 16 * limitBytes;
      assert.ok(rssBytes < mostBytes, `${rssBytes} bytes of memory, of at most ${mostBytes}`);
    });
});
