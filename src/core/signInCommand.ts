import { shellWord, type Shell } from "./shellWord.ts";

/** Returns the command of the AWS CLI that signs in, as it can be typed into a shell. */
export function signInCommand(
  by: "ssoLogin" | "awsLogin",
  profile: string | undefined,
  shell?: Shell,
): string {
  const command = by === "ssoLogin" ? "aws sso login" : "aws login";
  return !profile ? command : `${command} --profile ${shellWord(profile, shell)}`;
}
