import assert from "node:assert/strict";
import * as fc from "fast-check";
import { utf8Length } from "../../../../src/core/request/utf8Length.ts";

describe("utf8Length", () => {
  it("counts what encoding gives, lone surrogates too", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "\ud800", "\udc00x"),
        (a, b) => {
          assert.equal(utf8Length(a + b), new TextEncoder().encode(a + b).length);
        },
      ),
    );
  });
});
