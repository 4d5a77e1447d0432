import { createInterface } from "node:readline/promises";
import { visibleText } from "./visibleText.ts";

/**
 * Returns what asks at the terminal for the code of an MFA device; undefined where nobody sits at one. The question
 * goes to standard error, as standard output is the answer's.
 */
export function terminalMfaCode():
  ((serialNumber: string, signal: AbortSignal) => Promise<string>) | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return async (serialNumber, signal) => {
    const { stdin: input, stderr: output } = process;
    // Not in raw mode: Ctrl-C stays a signal of the process.
    const lines = createInterface({ input, output, terminal: false });
    const closed = new Promise<never>((_resolve, reject) =>
      lines.once("close", () => reject(new Error("The terminal was closed."))),
    );
    try {
      const question = `MFA code for ${visibleText(serialNumber)}: `;
      return await Promise.race([lines.question(question, { signal }), closed]);
    } finally {
      closed.catch(() => {});
      lines.close();
    }
  };
}
