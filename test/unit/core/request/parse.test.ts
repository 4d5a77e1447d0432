import assert from "node:assert/strict";
import { parseRequest, stringMember } from "../../../../src/core/request/parse.ts";

const bodyOf = (text: string, known?: { offset: number; length: number }) => {
  const { body } = parseRequest(text, known);
  return body && text.slice(body.offset, body.offset + body.length);
};

describe("parseRequest", () => {
  it("tells each member's place and value", () => {
    const text = '{ // c\r\n "modelId": "a\\u0062", "trace" : null,\r\n "body": [1.0], }';
    const { members, root, empty } = parseRequest(text);
    assert.deepEqual([...members.keys()], ["modelId", "trace", "body"]);
    assert.equal(members.get("modelId")?.value, "ab");
    assert.equal(members.get("trace")?.value, null);
    assert.equal(members.get("body")?.value, undefined, "a body is never parsed");
    assert.equal(bodyOf(text), "[1.0]");
    assert.deepEqual(root?.problems, []);
    assert.equal(empty, false);
  });

  it("passes over a byte order mark", () => {
    const text = '\ufeff{"modelId":"m","body":{}}';
    assert.equal(stringMember(parseRequest(text), "modelId"), "m");
    assert.deepEqual(parseRequest(text).root?.problems, []);
    assert.equal(bodyOf(text), "{}");
    assert.equal(parseRequest("\ufeff").empty, true);
  });

  it("knows texts that are empty from those that are none", () => {
    for (const text of ["", "\r\n\t", "// a", "/* {} */ // b\n"])
      assert.deepEqual(
        [parseRequest(text).empty, parseRequest(text).root],
        [true, undefined],
        text,
      );
    for (const text of ["x", "[]", '"{}"', "/* not closed {", ", {}"])
      assert.equal(parseRequest(text).empty && text !== "/* not closed {", false, text);
  });

  it("takes the last of a key that stands twice", () => {
    const text = '{"modelId":"a","body":1,"modelId":"b","body":2}';
    assert.equal(stringMember(parseRequest(text), "modelId"), "b");
    assert.equal(bodyOf(text), "2");
  });

  it("takes keys of JavaScript's own for what they are", () => {
    const text =
      '{"__proto__":{"modelId":"x"},"constructor":1,"requestMetadata":{"__proto__":"y"}}';
    const document = parseRequest(text);
    assert.deepEqual([...document.members.keys()], ["__proto__", "constructor", "requestMetadata"]);
    assert.equal(stringMember(document, "modelId"), undefined);
    const metadata = document.members.get("requestMetadata")?.value;
    assert.deepEqual(Object.entries(metadata ?? {}), [["__proto__", "y"]]);
  });

  it("gives a member no text when its value is none", () => {
    const document = parseRequest('{"modelId":1,"accept":tru,"trace":["x"]}');
    for (const key of ["modelId", "accept", "trace", "none"])
      assert.equal(stringMember(document, key), undefined);
  });

  describe("of a body that is being typed", () => {
    it("finds the file's own brace behind a last body that does not close", () => {
      for (const broken of ['{"a": {', '{"a": [1, {"b"', "[", '"x', '{"a": "}'])
        assert.equal(bodyOf(`{\n  "modelId": "m",\n  "body": ${broken}\n}\n`), broken, broken);
    });

    it("keeps to what is balanced where the file closes", () => {
      assert.equal(bodyOf('{"body": {"a": }, "modelId": "m"}'), '{"a": }');
      assert.equal(stringMember(parseRequest('{"body": {"a": }, "modelId": "m"}'), "modelId"), "m");
    });

    it("goes by the extent that an editor has tracked", () => {
      const broken = '{"a": [';
      const text = `{"body": ${broken}, "modelId": "m"}`;
      assert.notEqual(stringMember(parseRequest(text), "modelId"), "m");
      const known = { offset: text.indexOf(broken), length: broken.length };
      assert.equal(bodyOf(text, known), broken);
      assert.equal(stringMember(parseRequest(text, known), "modelId"), "m");
    });

    it("forgets a tracked extent that fits no member", () => {
      const text = '{"modelId":"m","body":{}}';
      assert.equal(bodyOf(text, { offset: 3, length: 2 }), "{}");
    });
  });
});
