import assert from "node:assert/strict";
import { typedRegion } from "../../../src/extension/connection/regions.ts";

describe("A region that is typed", () => {
  it("is offered as it is where it could be part of a host's name", () => {
    for (const region of ["mars-1", "eu", "us-west-9", "local", "us-iso-east-1"])
      assert.deepEqual(typedRegion(region), { region });
  });

  it("is not offered twice where the list has it, nor where the list finds its place", () => {
    for (const text of ["", "us-east-1", "US-EAST-1", "Frankfurt", "N. Virginia"])
      assert.equal(typedRegion(text), undefined);
  });

  it("is told what a region is where it could be none", () => {
    for (const text of ["mars 1", "Mars-1", "evil.example/", "us_east_1", "é"]) {
      const typed = typedRegion(text);
      assert.ok(typed && "why" in typed, text);
    }
  });
});
