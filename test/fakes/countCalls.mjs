// Runs a program in this process and writes how often V8 has called its functions, by their names:
//   node countCalls.mjs RESULT PROGRAM …
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { pathToFileURL } from "node:url";

const [node, , result, program, ...rest] = process.argv;
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
process.once("exit", () =>
  session.post("Profiler.takePreciseCoverage", (error, taken) => {
    if (error) throw error;
    const counts = {};
    for (const { functions } of taken.result)
      for (const { functionName, ranges } of functions)
        counts[functionName] = (counts[functionName] ?? 0) + (ranges[0]?.count ?? 0);
    writeFileSync(result, JSON.stringify(counts));
  }),
);
process.argv = [node, program, ...rest];
await import(pathToFileURL(program).href);
