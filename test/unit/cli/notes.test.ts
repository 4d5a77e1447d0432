import assert from "node:assert/strict";
import { json, withFaultServer } from "../../fakes/faultServer.ts";
import { requestFile, runArgs, runCli } from "./cli.ts";

const plain = '{"modelId":"m.x","body":{}}';
const rich = {
  type: "message",
  content: [
    { type: "thinking", thinking: "Hm." },
    { type: "text", text: "Hi" },
    { type: "server_tool_use", id: "s", name: "web_search", input: {} },
    { type: "tool_use", id: "a", name: "t", input: {} },
    { type: "tool_use", id: "b", name: "t", input: {} },
  ],
  stop_reason: "tool_use",
};

describe("a note on standard error", () => {
  it("says what else an answer has beside the text that is printed", async () => {
    await withFaultServer(json(200, rich), async ({ url }) => {
      const file = await requestFile(plain);
      const { code, stdout, stderr } = await runCli(runArgs(file, url));
      assert.deepEqual([code, stdout], [0, "Hi\n"]);
      assert.equal(
        stderr,
        "note: the answer also has reasoning, 2 tool calls and 1 other content block. --output json shows all of it.\n",
      );
      for (const more of [
        ["--output", "json"],
        ["--output", "body"],
        ["--query", "status"],
      ])
        assert.equal((await runCli(runArgs(file, url, ...more))).stderr, "");
    });
    const { content } = rich;
    // Without a text the answer's JSON is printed, which has all of it.
    await withFaultServer(json(200, { ...rich, content: content.slice(3) }), async ({ url }) => {
      const { stdout, stderr } = await runCli(runArgs(await requestFile(plain), url));
      assert.match(stdout, /"tool_use"/);
      assert.equal(stderr, "");
    });
  });

  it("says that a query finds nothing, where null is printed", () =>
    withFaultServer(json(200, rich), async ({ url }) => {
      const query = ["--query", "response.nothing"];
      const { code, stdout, stderr } = await runCli(
        runArgs(await requestFile(plain), url, ...query),
      );
      assert.deepEqual([code, stdout], [0, "null\n"]);
      assert.equal(stderr, "note: --query found nothing in the run record.\n");
    }));
});
