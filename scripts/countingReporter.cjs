// mocha's own spec reporter, which also writes { passed, failed, skipped, files, failures } to the file BEDROCK_INVOKE_RESULT names.
// CommonJS because mocha loads reporters with require on every Node it supports.
const { writeFileSync } = require("node:fs");
const path = require("node:path");
/** @type {any} On some versions of Node the class itself, on others the module that has it as its default. */
const loaded = require("mocha");

const { reporters } = loaded.default ?? loaded;

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const files = new Set();
    const failures = [];
    runner.on("fail", (test) => failures.push(test.titlePath().join(" › ")));
    runner.on("test end", (test) => files.add(path.relative(process.cwd(), test.file ?? "")));
    runner.once("end", () => {
      const file = process.env.BEDROCK_INVOKE_RESULT;
      if (!file) return;
      const { passes: passed, failures: failed, pending: skipped } = runner.stats;
      const counts = { passed, failed, skipped, files: [...files], failures };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
};
