import type { RunError } from "../../core/errors.ts";
import type { AwsContext } from "./context.ts";
import { contextFailure } from "./context.ts";
import type { LocalFailure } from "../failures/localFailure.ts";
import { errorOfFailure, failureOf } from "../failures/localFailure.ts";

export interface RegionInput {
  /** What the user picked: a setting, a quick pick, `--region`. */
  readonly chosen?: string | undefined;
  /** The request file's region. */
  readonly file?: string | undefined;
  /**
   * Whether the picked profile's own region goes before the environment's: true (the default) for a
   * profile picked by hand in the editor, false for the AWS CLI's order.
   */
  readonly profileBeforeEnvironment?: boolean | undefined;
  /** The user's setting for all requests: behind the region that a profile picked by hand brings, before the environment's. */
  readonly setting?: string | undefined;
}

/** `source` says where the region came from, in words to show: "chosen", "request file", "AWS_REGION", "profile x" … */
export type ResolvedRegion =
  | { readonly ok: true; readonly region: string; readonly source: string }
  | { readonly ok: false; readonly error: RunError };

/**
 * Returns the region in force and its source, or what is wrong: a file that cannot be read and a profile that is not there
 * before RegionMissing, RegionInvalid.
 */
export function resolveRegion(input: RegionInput, context: AwsContext): ResolvedRegion {
  const { variables, profile } = context;
  const ofProfile = [profile.section?.["region"], `profile ${profile.name}`] as const;
  const byHand = profile.source === "chosen" && input.profileBeforeEnvironment !== false;
  const candidates: readonly (readonly [string | undefined, string])[] = [
    [input.chosen, "chosen"],
    [input.file, "request file"],
    ...(byHand ? [ofProfile] : []),
    [input.setting, "setting"],
    [variables["AWS_REGION"], "AWS_REGION"],
    [variables["AWS_DEFAULT_REGION"], "AWS_DEFAULT_REGION"],
    ofProfile,
  ];
  for (const [candidate, source] of candidates) {
    const region = candidate?.trim();
    if (!region) continue;
    if (isRegionName(region)) return { ok: true, region, source };
    return fail(failureOf("RegionInvalid", { region, source }));
  }
  const failure = contextFailure(context);
  return fail(failure ?? failureOf("RegionMissing", {}));
}

/** True when the text can stand in a host name, as the SDK demands. */
export function isRegionName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text);
}

function fail(failure: LocalFailure): ResolvedRegion {
  return { ok: false, error: errorOfFailure(failure) };
}
