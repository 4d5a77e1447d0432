import assert from "node:assert/strict";
import { ChangeSet, type Text } from "@codemirror/state";
import * as fc from "fast-check";
import {
  type BodyText,
  changeBodyText,
  offsetOf,
  readBodyText,
  toBodyChanges,
} from "../../../src/webview/editor/bodyText.ts";
import { diffTexts } from "../../../src/webview/editor/textDiff.ts";
import { applyChanges } from "../../page/harness/applyChanges.ts";

const piece = fc.array(fc.constantFrom("a", "{", " ", "    ", "\n", "\n  ", "\n    "), {
  maxLength: 12,
});
const text = piece.map((parts) => parts.join(""));
const baseIndent = fc.constantFrom("", "  ", "    ", "\t");
const edits = fc.array(fc.record({ at: fc.nat(60), length: fc.nat(8), insert: text }), {
  maxLength: 6,
});

describe("The body as it is shown", () => {
  it("hides the base indent of every line but the first", () => {
    const body = readBodyText('{\n    "a": 1\n  }', "  ");
    assert.equal(body.doc.toString(), '{\n  "a": 1\n}');
  });

  it("hides of a line only what it has of the base indent", () => {
    const body = readBodyText("{\n\n // x\n    }", "    ");
    assert.equal(body.doc.toString(), "{\n\n// x\n}");
    assert.equal(offsetOf(body, { line: 2, character: 3 }), 5);
  });

  it("tells edits in the file's terms, whatever is typed where", () => {
    fc.assert(
      fc.property(
        text,
        baseIndent,
        fc.array(edits, { maxLength: 3 }),
        (source, indent, messages) => {
          let file = source;
          let body = readBodyText(source, indent);
          for (const message of messages) {
            const changes = compose(body.doc, message);
            file = applyChanges(file, toBodyChanges(body, changes));
            body = changeBodyText(body, changes);
            assert.equal(shownOf(file, body), body.doc.toString());
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("tells a line typed into an indented body with its base indent", () => {
    const file = "{\n    }";
    const body = readBodyText(file, "    ");
    const changes = ChangeSet.of({ from: 1, insert: '\n  "a": 1' }, body.doc.length);
    assert.equal(applyChanges(file, toBodyChanges(body, changes)), '{\n      "a": 1\n    }');
  });
});

describe("The difference of two texts", () => {
  it("turns the one into the other and touches nothing else", () => {
    const unit = fc.constantFrom("a", "b", "\n", "😀", "😁", "\ud83d");
    const texts = fc.array(unit, { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const diff = diffTexts(before, after);
        const made = diff
          ? before.slice(0, diff.from) + diff.insert + before.slice(diff.to)
          : before;
        assert.equal(made, after);
      }),
    );
    assert.deepEqual(diffTexts("one two three", "one 2 three"), { from: 4, to: 7, insert: "2" });
    assert.deepEqual(diffTexts("a😀b", "a😁b"), { from: 1, to: 3, insert: "😁" });
    assert.equal(diffTexts("same", "same"), undefined);
  });
});

/** One change set of several edits made one after the other, as typing makes them. */
function compose(
  doc: Text,
  parts: readonly { at: number; length: number; insert: string }[],
): ChangeSet {
  let changes = ChangeSet.empty(doc.length);
  for (const { at, length, insert } of parts) {
    const from = Math.min(at, changes.newLength);
    const to = Math.min(from + length, changes.newLength);
    changes = changes.compose(ChangeSet.of({ from, to, insert }, changes.newLength));
  }
  return changes;
}

/** The file's text with what `body` says is hidden taken away from each line. */
function shownOf(file: string, body: BodyText): string {
  const hidden = new Map<number, number>();
  for (const cursor = body.uneven.iter(); cursor.value; cursor.next())
    hidden.set(body.doc.lineAt(cursor.from).number - 1, cursor.value.hidden);
  return file
    .split("\n")
    .map((line, index) =>
      index === 0 ? line : line.slice(hidden.get(index) ?? body.baseIndent.length),
    )
    .join("\n");
}
