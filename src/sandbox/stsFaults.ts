import type { Exchange } from "./exchange.ts";
import { sendText } from "./exchange.ts";

/**
 * What the name of a role (`…:role/hang`, `sso_role_name = hang`) or of a user to be asks of the services that give
 * credentials. Shown by `GET /`.
 */
export const roleHelp: readonly (readonly [name: string, effect: string])[] = [
  ["denied", "is refused"],
  ["mfa", "asks for an MFA code: any six digits but 000000"],
  ["expired", "gives keys that the runtime refuses as expired"],
  ["seconds-30", "gives keys for so many seconds"],
  ["hang", "never answers"],
  ["html", "answers with a page, as a proxy would"],
  ["empty", "answers without any keys"],
];

/** Plays the faults that end an exchange. True when it is over. */
export async function playedRoleFault(exchange: Exchange, role: string): Promise<boolean> {
  exchange.request.resume();
  if (role === "hang") {
    await new Promise((resolve) => exchange.gone.addEventListener("abort", resolve));
    return true;
  }
  if (role !== "html") return false;
  sendText(exchange, 200, "text/html", "<html><body><h1>Sign in to the network</h1></body></html>");
  return true;
}

/** How long a role's keys live, in seconds; below zero where they are refused from the start. */
export function lifetimeOf(role: string, asked: string | undefined): number {
  if (role === "expired") return -1;
  const seconds = /^seconds-(\d{1,6})$/.exec(role)?.[1] ?? asked;
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) : 3600;
}
