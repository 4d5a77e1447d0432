import assert from "node:assert/strict";
import { runFileName, runFilePath } from "../../../../src/core/run/fileName.ts";

describe("the name of a saved run", () => {
  const time = new Date(2026, 0, 31, 9, 45, 3); // local time

  it("has the request's name and the local time of the run", () => {
    assert.equal(runFileName("chat.bedrock.json", time), "chat-20260131-094503");
    assert.equal(runFileName("", time), "response-20260131-094503");
    assert.equal(runFileName("chat.bedrock.json", new Date(Number.NaN)), "chat");
  });

  it("has the time once, for a run that was opened from a file of such a name", () => {
    const saved = "chat-20260131-094503.bedrock-run.json";
    assert.equal(runFileName(saved, time), "chat-20260131-094503");
  });

  for (const typed of [
    "/a/x",
    "/a/x.json",
    "/a/x.bedrock-run",
    "/a/x.bedrock-run.json",
    "/a/x.bedrock-run.json.bedrock-run.json",
    "/a/x.BEDROCK-RUN.json.bedrock-run.json",
    "/a/x.json.bedrock-run.json",
  ])
    it(`ends in .bedrock-run.json once: ${typed}`, () => {
      assert.equal(runFilePath(typed), "/a/x.bedrock-run.json");
    });

  it("keeps a dot of its own", () => {
    assert.equal(runFilePath("/a/x.v2.final"), "/a/x.v2.final.bedrock-run.json");
  });
});
