/** What the sandbox calls itself in the `Server` header of each of its answers. */
export const sandboxServer = "bedrock-invoke-sandbox";

/** The sandbox's name, wherever a connection is named. */
export const sandboxName = "Sandbox";

/** Returns whether an answer says that it is the sandbox's; `headers` have names in lower case. */
export function isSandboxAnswer(headers: Readonly<Record<string, string>> | undefined): boolean {
  return headers?.["server"] === sandboxServer;
}

/** Returns who signs, and that requests go to the sandbox where they do: "dev · Sandbox". */
export function connectionWords(identity: string, isSandbox: boolean): string {
  return isSandbox && identity !== sandboxName ? `${identity} · ${sandboxName}` : identity;
}
