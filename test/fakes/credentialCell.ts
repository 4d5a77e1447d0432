import type { Connection } from "../../src/bedrock/aws/connection.ts";
import type { ReasonName } from "../../src/core/diagnosis/reasons.ts";

/** Where the parts of a cell's world listen. */
export interface World {
  readonly home: string;
  /** STS, the SSO portal and the refreshing of sign-ins: the sandbox. */
  readonly sandbox: string;
  /** A container's credentials: /good, /absent, /expired, /hang, /html. */
  readonly container: string;
}

/** One cell of the table: what stands on the disk and in the environment, and how a run with it ends. */
export interface Cell {
  readonly config?: string;
  readonly credentials?: string;
  readonly variables?: (world: World) => Readonly<Record<string, string>>;
  /** Writes further files. */
  readonly prepare?: (world: World) => Promise<unknown>;
  /** The profile `p` if not said. */
  readonly as?: Connection["credentials"];
  readonly mfaCode?: () => Promise<string>;
  /** What the request is signed with, or the error's name and reason. */
  readonly ends: RegExp | readonly [name: string, reason: ReasonName];
}

/** Why a cell makes no sense. */
type Absent = string;

/** One kind of credentials, and how it fares when all is well and when it is not. */
export interface Row {
  readonly kind: string;
  readonly good: Cell;
  readonly missing: Cell | Absent;
  readonly expired: Cell | Absent;
  readonly hanging: Cell | Absent;
  readonly lying: Cell | Absent;
}

export const columns = ["good", "missing", "expired", "hanging", "lying"] as const;

/** A section of static keys. */
export function keys(id: string, name = "p", more = ""): string {
  return `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = secret-of-${id}\n${more}`;
}

/** A section of a role of the sandbox. */
export function role(name: string, more: string, profile = "p"): string {
  return `[profile ${profile}]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/${name}\n${more}\n`;
}

export const source = "source_profile = base";
