import assert from "node:assert/strict";
import { OwnEdits } from "../../../src/extension/form/ownEdits.ts";

type Document = Parameters<OwnEdits["expect"]>[0];
type Edits = Parameters<OwnEdits["expect"]>[1];

/** As much of a document as is read: places are lines and columns. */
function documentOf(text: string): Document {
  const lines = text.split("\n");
  const offsetAt = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return { getText: () => text, offsetAt } as unknown as Document;
}

function edit(line: number, from: number, to: number, newText: string): Edits[number] {
  const start = { line, character: from };
  return { range: { start, end: { line, character: to } }, newText } as unknown as Edits[number];
}

describe("OwnEdits", () => {
  it("knows an edit by the text it leads to, however VS Code cuts it, and once", () => {
    const own = new OwnEdits();
    own.expect(documentOf("a: 1\nb: 2"), [edit(1, 3, 4, "20"), edit(0, 3, 4, "10")], {
      source: "body",
      edit: 4,
    });
    assert.deepEqual(own.take("a: 10\nb: 20"), { source: "body", edit: 4 });
    assert.equal(own.take("a: 10\nb: 20"), undefined);
  });

  it("takes no other change for it, before or after", () => {
    const own = new OwnEdits();
    const forget = own.expect(documentOf("1"), [edit(0, 0, 1, "2")], { source: "form" });
    assert.equal(own.take("3"), undefined);
    assert.deepEqual(own.take("2"), { source: "form" });
    own.expect(documentOf("1"), [edit(0, 0, 1, "4")], { source: "form" });
    forget();
    assert.deepEqual(own.take("4"), { source: "form" });
  });

  it("expects nothing that VS Code has refused", () => {
    const own = new OwnEdits();
    own.expect(documentOf("1"), [edit(0, 0, 1, "2")], { source: "form" })();
    assert.equal(own.take("2"), undefined);
  });

  it("writes the document's own line ends", () => {
    const own = new OwnEdits();
    own.expect(documentOf("{\r\n}"), [edit(0, 1, 1, "\n1\r\n2")], { source: "body" });
    assert.deepEqual(own.take("{\r\n1\r\n2\r\n}"), { source: "body" });
  });
});
