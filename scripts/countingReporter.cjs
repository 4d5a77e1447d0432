// mocha's own spec reporter, which also writes { passed, failed, skipped } to the file BEDROCK_INVOKE_RESULT names.
// CommonJS because mocha loads reporters with require on every Node it supports.
const { writeFileSync } = require("node:fs");
/** @type {any} On some versions of Node the class itself, on others the module that has it as its default. */
const loaded = require("mocha");

const { reporters } = loaded.default ?? loaded;

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const file = process.env.BEDROCK_INVOKE_RESULT;
      if (!file) return;
      const { passes, failures, pending } = runner.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
