import * as vscode from "vscode";

/**
 * Asks for the code that an MFA device shows. Rejects when the user leaves the box, or when nobody waits any more.
 * AWS's own rule is six digits: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function askForMfaCode(serial: string, signal: AbortSignal): Promise<string> {
  const gone = new vscode.CancellationTokenSource();
  const leave = () => gone.cancel();
  signal.addEventListener("abort", leave, { once: true });
  if (signal.aborted) leave();
  try {
    const code = await vscode.window.showInputBox(
      {
        title: "Bedrock Invoke: MFA Code",
        prompt: `MFA code for ${serial}`,
        placeHolder: "6 digits",
        ignoreFocusOut: true,
        password: true,
        validateInput: (text) =>
          /^\d{6}$/.test(text.trim()) ? undefined : "Enter the 6-digit code.",
      },
      gone.token,
    );
    if (code === undefined) throw new Error("No MFA code was entered.");
    return code.trim();
  } finally {
    signal.removeEventListener("abort", leave);
    gone.dispose();
  }
}
