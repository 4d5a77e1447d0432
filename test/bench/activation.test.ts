import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";

/** What one start of VS Code showed; scripts/bench.mjs reads it from the file that BEDROCK_INVOKE_FIGURES names. */
type ActivationFigures = {
  /** Reading and running extension.js, by `require`. */
  loadMs: number;
  /** Its `activate()`, called by VS Code with a real context. */
  activateMs: number;
  /** The whole of `extension.activate()`: VS Code's own part too, while the rest of the window still starts. */
  wholeMs: number;
  /** Files of the extension that are loaded afterwards. */
  loaded: string[];
  /** Modules of the AWS SDK that are loaded afterwards, and the bundle that holds it. */
  awsModules: string[];
};

describe("activation", () => {
  it("is measured in a fresh extension host", async () => {
    const extension = vscode.extensions.getExtension("bedrock-invoke.bedrock-invoke");
    assert.ok(extension);
    // VS Code opens a jsonc document of its own now and then, which activates it: such a start measures nothing.
    report(extension.isActive ? undefined : await measure(extension));
  });
});

async function measure(extension: vscode.Extension<unknown>): Promise<ActivationFigures> {
  const dist = path.join(extension.extensionPath, "dist") + path.sep;
  const main = `${dist}extension.js`;
  const loadStart = performance.now();
  const code: { activate(context: vscode.ExtensionContext): unknown } = require(main);
  const loadMs = performance.now() - loadStart;

  // VS Code requires the same file and so gets the same module: its activate() is timed from inside.
  const cached = require.cache[main];
  assert.ok(cached, `${main} is not in the module cache`);
  let activateMs = Number.NaN;
  cached.exports = {
    ...code,
    activate: (context: vscode.ExtensionContext) => {
      const start = performance.now();
      const result = code.activate(context);
      activateMs = performance.now() - start;
      return result;
    },
  };
  const start = performance.now();
  await extension.activate();
  const wholeMs = performance.now() - start;
  assert.ok(activateMs >= 0, "VS Code activated another module than the one that was timed");

  const modules = Object.keys(require.cache);
  const loaded = modules.filter((file) => file.startsWith(dist));
  const awsModules = modules.filter(
    (file) => /[\\/]@(aws-sdk|smithy)[\\/]/.test(file) || file === `${dist}bedrock.js`,
  );
  return {
    loadMs,
    activateMs,
    wholeMs,
    loaded: loaded.map((file) => path.basename(file)),
    awsModules,
  };
}

function report(figures: ActivationFigures | undefined): void {
  const file = process.env["BEDROCK_INVOKE_FIGURES"];
  if (file) writeFileSync(file, JSON.stringify(figures ?? null));
}
