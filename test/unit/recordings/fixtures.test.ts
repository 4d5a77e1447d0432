import assert from "node:assert/strict";
import { knownFamilies } from "../../../src/core/response/knownFamilies.ts";
import { noStream } from "../../../src/core/response/piece.ts";
import { readFixtures } from "./fixtures.ts";
import { isStream } from "./playRecording.ts";

describe("The fixtures", () => {
  const answers = readFixtures().filter(({ status }) => status === 200);
  const shapesOf = (streamed: boolean) =>
    new Set(answers.filter((one) => isStream(one) === streamed).map((one) => one.expected?.shape));

  for (const { shape, chunk } of knownFamilies)
    it(`have ${shape}, whole${chunk === noStream ? "" : " and streamed"}`, () => {
      assert.ok(shapesOf(false).has(shape), "whole");
      assert.equal(shapesOf(true).has(shape), chunk !== noStream, "streamed");
    });
});
