import assert from "node:assert/strict";
import { copyError, answerJson, layOut } from "../../../src/extension/response/answerText.ts";
import { answer, bytesOf, errorOf, stream } from "../core/run/play.ts";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("an answer as JSON to read", () => {
  it("is laid out, every lexeme as it came", () => {
    const json = '{"a":1.0,"b":[9007199254740993,{}],"a":[]}';
    const lines = ["{", '  "a": 1.0,', '  "b": [', "    9007199254740993,", "    {}", "  ],"];
    assert.equal(answerJson(answer(bytesOf(json))), [...lines, '  "a": []', "}"].join("\n"));
  });

  it("is whole where the server cut a stream in the middle of JSON", () => {
    const cut = stream([bytesOf('{"a":'), bytesOf('"b"}{"c":1'), bytesOf("}"), bytesOf('{"d":2}')]);
    const shown = answerJson(cut).replaceAll(/\s/g, "");
    assert.equal(shown, '[{"a":"b"},{"c":1},{"d":2}]');
    assert.equal(answerJson(stream([bytesOf("Hel"), bytesOf("lo")])), "Hello");
  });

  it("is shown as it came where its nesting would fill the memory with blanks", () => {
    // 400 KB of text, 80 GB of blanks.
    for (const json of [nested(200_000), `${"[".repeat(300)}${"1,".repeat(50_000)}1`])
      assert.equal(answerJson(answer(bytesOf(json))), json);
    assert.ok(layOut(nested(1000)).split("\n").length > 1000, "what can be laid out, is");
  });
});

describe("an error as text", () => {
  it("holds a member of any depth", () => {
    const deep = nested(200_000);
    const text = copyError(errorOf({ members: { details: JSON.parse(deep) } }));
    assert.ok(text.includes(`details: ${deep}`));
  });
});
