import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { visibleText } from "./visibleText.ts";

/**
 * Returns what asks at the terminal for the code of an MFA device; undefined where nobody sits at one. The question
 * goes to standard error, as standard output is the answer's.
 */
export function terminalMfaCode():
  ((serialNumber: string, signal: AbortSignal) => Promise<string>) | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return async (serialNumber, signal) => {
    const { stdin: input, stderr } = process;
    // The terminal shows nothing of what is typed: readline writes it to nowhere.
    const output = new Writable({ write: (_part, _encoding, done) => done() });
    const lines = createInterface({ input, output, terminal: true });
    // Readline takes Ctrl-C for itself; it stays a signal of the process.
    lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    const closed = new Promise<never>((_resolve, reject) =>
      lines.once("close", () => reject(new Error("The terminal was closed."))),
    );
    try {
      stderr.write(`MFA code for ${visibleText(serialNumber)}: `);
      return await Promise.race([lines.question("", { signal }), closed]);
    } finally {
      closed.catch(() => {});
      lines.close();
      stderr.write("\n");
    }
  };
}
