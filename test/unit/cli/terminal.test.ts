import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import * as fc from "fast-check";
import { createTextFilter } from "../../../src/cli/textFilter.ts";
import { chunk, stream, streamException } from "../../fakes/eventStream.ts";
import { exception, json, withFaultServer, type Answer } from "../../fakes/faultServer.ts";
import { isHere } from "../sandbox/programs.ts";
import { buildCli, requestFile, runArgs, runCli, temporaryFolder } from "./cli.ts";

/** Colors, the clipboard, a bell, the 8-bit escape, a line that is written over, and text that runs backwards. */
const hostile =
  "\u001b[31mred\u001b]52;c;aGk=\u0007\u009b2Jx\u007f\ry\u202egnp.exe\u2066z\u200f\u061c";
/** What only a terminal's own line discipline may put there: line breaks. */
const steering = /[^\P{Cc}\t\n\r]|\p{Bidi_Control}|\r(?!\n)/u;
const streamed = '{"modelId":"m.x","operation":"InvokeModelWithResponseStream","body":{}}';
const plain = '{"modelId":"m.x","body":{}}';
const delta = (text: string) =>
  chunk({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } });

/** What a terminal shows of the command, on standard output and error. */
async function screenOf(args: readonly string[]): Promise<string> {
  const words = [process.execPath, await buildCli(), ...args];
  const command = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    env: { PATH: process.env["PATH"], SHELL: "/bin/sh", HOME: await temporaryFolder("home") },
  });
  const [screen] = await Promise.all([textOf(child.stdout), once(child, "close")]);
  return screen;
}

const cases: readonly (readonly [string, string, Answer, readonly string[]])[] = [
  ["an answer", plain, json(200, { content: [{ type: "text", text: hostile }] }), []],
  [
    "a streamed answer, cut within an escape",
    streamed,
    stream(...hostile.split("").map(delta), chunk({ type: "message_stop" })),
    [],
  ],
  [
    "what a query finds",
    plain,
    json(200, { content: [{ type: "text", text: hostile }] }),
    ["--query", "decoded.text"],
  ],
  ["a record", plain, json(200, { [hostile]: hostile }), ["--output", "json"]],
  [
    "an answer's bytes",
    plain,
    (response) => void response.end(`{"a":"${hostile}"}`),
    ["--output", "body"],
  ],
  [
    "an error and its members",
    plain,
    exception(400, "ValidationException", { message: hostile, [hostile]: hostile }),
    [],
  ],
  [
    "an error in a stream",
    streamed,
    stream(streamException(`x${hostile}`, { message: hostile })),
    [],
  ],
  [
    "debug lines",
    plain,
    json(200, {}, { "x-odd": Buffer.from("\u009b2J", "utf8").toString("latin1") }),
    ["--debug", "--profile", hostile],
  ],
];

if (isHere("script", ["--version"]))
  describe("a terminal never gets as it is", () => {
    for (const [what, content, answer, more] of cases)
      it(what, () =>
        withFaultServer(answer, async ({ url }) => {
          const args = runArgs(await requestFile(content), url, ...more).filter(
            (word) => !more.includes("--profile") || word !== "--no-sign-request",
          );
          const screen = await screenOf(args);
          assert.doesNotMatch(screen, steering);
          assert.match(screen, /\\u001b/);
        }),
      );

    it("a file's name, its keys and its values", async () => {
      const folder = await temporaryFolder("odd");
      const file = join(folder, `${hostile.replaceAll("/", "")}\n.bedrock.json`);
      await writeFile(
        file,
        JSON.stringify({ [hostile]: 1, modelId: hostile, trace: hostile, body: {} }),
      );
      const screen = await screenOf(["check", file, join(folder, `none${hostile}`)]);
      assert.doesNotMatch(screen, steering);
      assert.match(screen, /\\u202egnp\.exe/);
    });

    it("what was typed, in the words about usage", async () => {
      for (const args of [
        [hostile],
        ["run", "a", `--${hostile}`],
        ["run", "a", "--output", hostile],
      ]) {
        const screen = await screenOf(args);
        assert.doesNotMatch(screen, steering);
        assert.match(screen, /\\u001b/);
      }
    });
  });

describe("what is no terminal", () => {
  it("gets the answer to the byte, and standard error in visible characters", () =>
    withFaultServer(json(200, { content: [{ type: "text", text: hostile }] }), async ({ url }) => {
      const ended = await runCli(runArgs(await requestFile(plain), url));
      assert.equal(ended.stdout, `${hostile}\n`);
      const bad = await runCli([hostile]);
      assert.doesNotMatch(bad.stderr, steering);
    }));
});

describe("a text filter", () => {
  const pieces = fc.array(fc.string({ unit: "binary", maxLength: 8 }), { maxLength: 12 });
  for (const visible of [true, false]) {
    it(`gives the same wherever the text is cut, ${visible ? "visible" : "as it is"}`, () => {
      fc.assert(
        fc.property(pieces, fc.string({ unit: "binary" }), (texts, more) => {
          const units = [...texts, hostile, "🌊", more].join("");
          const cut = units.split(""); // between the halves of a character too
          assert.equal(joined(visible, cut), joined(visible, [units]));
        }),
      );
    });

    it(`gives the same wherever bytes are cut, ${visible ? "visible" : "as they are"}`, () => {
      const bytes = Buffer.from(`é🌊${hostile}\u2028`);
      const cut = [...bytes].map((byte) => Uint8Array.of(byte));
      assert.equal(joined(visible, cut), joined(visible, [bytes]));
    });
  }

  it("keeps JSON the same JSON", () => {
    const value = { [hostile]: hostile };
    assert.deepEqual(JSON.parse(joined(true, [JSON.stringify(value)])), value);
  });
});

function joined(visible: boolean, texts: readonly (string | Uint8Array)[]): string {
  const filter = createTextFilter(visible);
  const parts = [...texts.flatMap((text) => filter.add(text)), filter.end()];
  return Buffer.concat(parts.map((part) => Buffer.from(part))).toString();
}
