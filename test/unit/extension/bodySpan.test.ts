import assert from "node:assert/strict";
import { spanOf, type Span } from "../../../src/core/json/span.ts";
import { parseRequest, stringMember } from "../../../src/core/request/parse.ts";
import { formBlock, preflight } from "../../../src/core/request/preflight.ts";
import { BodySpan, type ChangeSource } from "../../../src/extension/form/bodySpan.ts";

const file = '{\n  "modelId": "m",\n  "body": { "a": 1 },\n  "trace": "ENABLED"\n}\n';
const leak = ', "region": "eu-west-1"';

/** A document, changed as an editor changes it, and the body that is followed through it. */
class Followed {
  readonly span: BodySpan;
  constructor(public text = file) {
    this.span = new BodySpan(parseRequest(text));
  }

  /** Replaces `old`, which stands once in the text, and returns whether the body editor is behind. */
  replace(old: string, by: string, source: ChangeSource): boolean {
    assert.equal(this.text.split(old).length, 2, old);
    return this.splice(this.text.indexOf(old), old.length, by, source);
  }

  /** Replaces the whole body. */
  replaceBody(by: string, source: ChangeSource): boolean {
    const { offset, length } = this.known;
    return this.splice(offset, length, by, source);
  }

  /** Writes at the end of the body. */
  append(insert: string, source: ChangeSource): boolean {
    const { offset, length } = this.known;
    return this.splice(offset + length, 0, insert, source);
  }

  splice(rangeOffset: number, rangeLength: number, text: string, source: ChangeSource): boolean {
    this.text = this.text.slice(0, rangeOffset) + text + this.text.slice(rangeOffset + rangeLength);
    // The session reads offsets alone.
    const change = { rangeOffset, rangeLength, text } as Parameters<BodySpan["follow"]>[1][number];
    const parse = (known?: Span) => parseRequest(this.text, known);
    return this.span.follow(parse, [change], source);
  }

  get known() {
    assert.ok(this.span.now, "the body is known");
    return this.span.now;
  }

  get body(): string {
    const { offset, length } = this.known;
    return this.text.slice(offset, offset + length);
  }

  /** What the form says: the other members are there whatever the body is, and the page stays. */
  problems(): string[] {
    const parsed = parseRequest(this.text, this.known);
    assert.deepEqual(parsed.body && spanOf(parsed.body), this.known);
    assert.equal(formBlock(parsed), undefined);
    assert.equal(stringMember(parsed, "trace"), "ENABLED");
    assert.equal(stringMember(parsed, "region"), undefined);
    return preflight(parsed).flatMap(({ code }) => (code.startsWith("body") ? [code] : []));
  }
}

describe("the body that the form follows", () => {
  for (const [what, body, code] of [
    ["emptied", "", "bodyEmpty"],
    ["blank", " \n  ", "bodyEmpty"],
    ["a comment alone", "// c", "bodyEmpty"],
    ["a comment that is not closed", "/* c", "bodySyntax"],
    ["a text that is not closed", '"unterminated', "bodySyntax"],
    ["closed twice", '{ "a": 1 }}', "bodySyntax"],
    ["followed by a comment that is not closed", "{} /* c", "bodySyntax"],
  ] as const)
    for (const text of [file, file.replaceAll(/\n */g, " ")])
      it(`stays a body when ${what}, in ${text === file ? "lines" : "one line"}`, () => {
        const followed = new Followed(text);
        assert.equal(followed.replaceBody(body, "body"), false);
        assert.equal(followed.body, body);
        assert.deepEqual(followed.problems(), [code]);
        followed.replaceBody('{ "new": 1 }', "body");
        assert.equal(followed.body, '{ "new": 1 }');
        assert.deepEqual(followed.problems(), []);
      });

  it("comes back at an undo after it was emptied", () => {
    const followed = new Followed();
    followed.replaceBody("", "body");
    assert.equal(followed.replaceBody('{ "a": 1 }', "history"), true, "the page is told");
    assert.equal(followed.text, file);
    assert.equal(followed.body, '{ "a": 1 }');
  });

  it("says that a line comment takes in the rest of a file of one line", () => {
    const followed = new Followed(file.replaceAll(/\n */g, " "));
    followed.append(" // c", "body");
    assert.deepEqual(followed.problems(), ["bodySyntax"]);
    followed.append("\n", "body");
    assert.deepEqual(followed.problems(), []);
  });

  for (const [how, pieces] of [
    ["key by key", leak.split("")],
    ["in one go", [leak]],
  ] as const)
    it(`keeps what is written behind its last brace, ${how}, until it is mended`, () => {
      const followed = new Followed();
      for (const piece of pieces) assert.equal(followed.append(piece, "body"), false);
      assert.equal(followed.body, `{ "a": 1 }${leak}`);
      assert.deepEqual(followed.problems(), ["bodySyntax"]);
      followed.replace(leak, "", "body");
      assert.equal(followed.text, file);
      assert.deepEqual(followed.problems(), []);
    });

  it("keeps what is written before its first brace, and blank space around it", () => {
    const followed = new Followed();
    for (const piece of ["// c", "\n", " "]) {
      followed.splice(followed.known.offset, 0, piece, "body");
      followed.append("\n", "body");
    }
    assert.equal(followed.body, ' \n// c{ "a": 1 }\n\n\n');
    followed.replace("// c", "// c\n", "body");
    assert.equal(followed.body, ' \n// c\n{ "a": 1 }\n\n\n');
    assert.deepEqual(followed.problems(), []);
  });

  it("keeps it through other edits of the form, and through undo and redo", () => {
    const followed = new Followed();
    followed.append(leak, "body");
    followed.replace('"m"', '"another"', "form");
    followed.replace('"another"', '"one more"', "elsewhere");
    assert.equal(followed.body, `{ "a": 1 }${leak}`);
    followed.replace(leak, "", "history");
    followed.append(leak, "history");
    assert.equal(followed.body, `{ "a": 1 }${leak}`);
    assert.deepEqual(followed.problems(), ["bodySyntax"]);
  });

  it("leaves a member that the form writes behind a broken body to the request", () => {
    const followed = new Followed();
    followed.replace(' "a": 1 }', "", "body");
    followed.append(',\n  "bodyFile": "x.json"', "form");
    assert.equal(followed.body, "{");
  });

  it("believes a sound text when somebody else changes the body", () => {
    const followed = new Followed();
    assert.equal(followed.append(leak, "elsewhere"), true);
    assert.equal(followed.body, '{ "a": 1 }');
    const parsed = parseRequest(followed.text, followed.known);
    assert.equal(stringMember(parsed, "region"), "eu-west-1");
  });

  it("follows a body that somebody else breaks, or empties", () => {
    const followed = new Followed();
    followed.replace("1 }", "", "elsewhere");
    assert.equal(followed.body, '{ "a": ');
    assert.deepEqual(followed.problems(), ["bodySyntax"]);
    followed.replaceBody("", "elsewhere");
    assert.deepEqual(followed.problems(), ["bodyEmpty"]);
  });
});
