import * as vscode from "vscode";

/**
 * Asks for the code that an MFA device shows; undefined when the user leaves the box.
 * AWS's own rule is six digits: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function askForMfaCode(serial: string): Promise<string | undefined> {
  const code = await vscode.window.showInputBox({
    title: "Bedrock Invoke: MFA Code",
    prompt: `MFA code for ${serial}`,
    placeHolder: "6 digits",
    ignoreFocusOut: true,
    validateInput: (text) => (/^\d{6}$/.test(text.trim()) ? undefined : "Six digits, please."),
  });
  return code?.trim();
}
