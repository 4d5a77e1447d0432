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

  it("is laid out in space that is linear in its length, whatever its nesting", () => {
    for (const json of [nested(20_000), `${"[".repeat(300)}${"1,".repeat(5000)}1`]) {
      const shown = answerJson(answer(bytesOf(json)));
      assert.equal(shown.replaceAll(/\s/g, ""), json);
      assert.ok(shown.length < json.length * 100, `${shown.length}`);
    }
  });

  it("stays as it is where it is no JSON", () => {
    assert.equal(layOut("Hello, world: bad"), "Hello, world: bad");
  });
});

describe("an error as text", () => {
  it("holds a member of any depth", () => {
    const deep = nested(200_000);
    const text = copyError(errorOf({ members: { details: JSON.parse(deep) } }));
    assert.ok(text.includes(`details: ${deep}`));
  });
});
