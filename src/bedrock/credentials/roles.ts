import type { fromIni } from "@aws-sdk/credential-providers";
import {
  getDefaultRoleAssumer,
  getDefaultRoleAssumerWithWebIdentity,
} from "@aws-sdk/nested-clients/sts";
import type { Deadline } from "../failures/deadline.ts";
import { failureOf } from "../failures/localFailure.ts";

type Init = NonNullable<Parameters<typeof fromIni>[0]>;
type RoleAssumer = NonNullable<Init["roleAssumer"]>;
type WebIdentityAssumer = NonNullable<Init["roleAssumerWithWebIdentity"]>;
type Keys = Awaited<ReturnType<RoleAssumer>>;
type StsConfig = NonNullable<Parameters<typeof getDefaultRoleAssumer>[0]> & {
  readonly endpoint?: string;
  readonly ignoreConfiguredEndpointUrls: boolean;
};

/** Asks the user for the code of an MFA device; rejects when there will be none. The signal says that nobody waits any more. */
export type MfaPrompt = (serialNumber: string, signal: AbortSignal) => Promise<string>;

/**
 * Returns what assumes the roles of a profile. A role that wants an MFA code asks for it once and is kept, in memory
 * alone, until its credentials run out or are refused; runs at the same time share the question.
 */
export function roleAssumers(
  config: StsConfig,
  time: Deadline,
  mfaCode: MfaPrompt | undefined,
): { roleAssumer: RoleAssumer; roleAssumerWithWebIdentity: WebIdentityAssumer } {
  // A client for each step of a chain: one client would sign the second step with the first one's keys.
  const assume: RoleAssumer = (source, params) => getDefaultRoleAssumer(config)(source, params);
  return {
    roleAssumer: async (source, params) => {
      const { SerialNumber: serial, RoleSessionName: sessionName, ...role } = params;
      if (serial === undefined) return assume(source, params);
      // The SDK makes up a name with the time in it where the profile gives none.
      const name = sessionName?.startsWith("aws-sdk-js-") ? "" : sessionName;
      const { TokenCode: _placeholder, ...rest } = role;
      const key = JSON.stringify([source.accessKeyId, serial, name, rest, config.endpoint]);
      return keptRole(key, time, async () => {
        const code = await askForCode(serial, time, mfaCode);
        return assume(source, { ...params, TokenCode: code });
      });
    },
    roleAssumerWithWebIdentity: (params) => getDefaultRoleAssumerWithWebIdentity(config)(params),
  };
}

/** Takes credentials out of reuse that the service has refused. */
export function forgetRole({ accessKeyId }: Pick<Keys, "accessKeyId">): void {
  for (const [key, { keys }] of roles) if (keys?.accessKeyId === accessKeyId) roles.delete(key);
}

/** Roles that were had with an MFA code, or are being asked for. */
const roles = new Map<string, { readonly asked: Promise<Keys>; keys?: Keys }>();

/** The SDK's own margin: renewed five minutes before the end. */
const marginMs = 300_000;

async function keptRole(key: string, time: Deadline, ask: () => Promise<Keys>) {
  for (let former = roles.get(key); former; former = roles.get(key)) {
    const { asked } = former;
    // Somebody else's question may be open still. Where it ended badly, one of those who waited asks anew, the rest wait.
    const keys = await time.untimed(() => asked.catch(() => undefined));
    if (keys && (keys.expiration?.getTime() ?? 0) - marginMs > Date.now()) return keys;
    if (roles.get(key) === former) roles.delete(key);
  }
  const role: { readonly asked: Promise<Keys>; keys?: Keys } = { asked: ask() };
  roles.set(key, role);
  try {
    role.keys = await role.asked;
    return role.keys;
  } catch (error) {
    if (roles.get(key) === role) roles.delete(key);
    throw error;
  }
}

async function askForCode(serial: string, time: Deadline, mfaCode: MfaPrompt | undefined) {
  if (!mfaCode) throw failureOf("MfaUnavailable", { serial });
  const left = new Promise<never>((_resolve, reject) => {
    time.signal.addEventListener("abort", () => reject(new Error("The wait has ended.")), {
      once: true,
    });
  });
  const asked = time.untimed(() => Promise.race([mfaCode(serial, time.signal), left]));
  const code = await asked.catch(() => "");
  if (code.trim() === "") throw failureOf("MfaCancelled", { serial });
  return code.trim();
}
