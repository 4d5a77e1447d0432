import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const folder = path.join(import.meta.dirname, "../../../src/extension");

/** A listener of our own on an event: `x.onDidY(…)`; a declaration, or a hand-over to the boundary, has no bracket there. */
const subscription = /\.on(?:Did|Will)[A-Z]\w*\(/g;

/** The handlers of a list that only resolve the promise of its own function, and start nothing. */
const exempt = new Set(["connection/pickValue.ts"]);

// Lint keeps timers and promises that nobody awaits; it knows nothing of the events of VS Code.
describe("the error boundary of the extension", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll("\\", "/"));

  it("is around every handler of an event", () => {
    const outside = files
      .filter((file) => !exempt.has(file))
      .flatMap((file) => {
        const found = readFileSync(path.join(folder, file), "utf8").match(subscription) ?? [];
        return found.map((call) => `${file}: ${call}`);
      });
    assert.deepEqual(outside, []);
    const used = files.filter((file) =>
      /boundary\.on\(/.test(readFileSync(path.join(folder, file), "utf8")),
    );
    assert.ok(used.length > 10, `${used.length} files listen to events`);
  });

  it("finds one that is outside", () => {
    assert.ok("panel.onDidDispose(() => {});".match(subscription));
    assert.ok(!"boundary.on(panel.onDidDispose, closing, () => {});".match(subscription));
  });
});
