import assert from "node:assert/strict";
import { isJsonObject } from "../../../../src/core/json/json.ts";

describe("isJsonObject", () => {
  it("tells objects from null and arrays", () => {
    assert.equal(isJsonObject({}), true);
    assert.equal(isJsonObject(null), false);
    assert.equal(isJsonObject([]), false);
  });
});
