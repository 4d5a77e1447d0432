import { keys } from "../../fakes/credentialCell.ts";
import type { Case } from "./sameAsAwsCases.ts";
import { picked, region } from "./sameAsAwsCases.ts";

/** A case in which the two differ, on purpose. */
export interface Difference extends Case {
  readonly why: string;
  readonly awsSigns: RegExp;
}

/**
 * Besides these: AWS_REGION is read as version 2 of the AWS CLI does, version 1 knows AWS_DEFAULT_REGION alone; STS is
 * asked in the profile's region whatever --region says; http is only for this machine. `aws login` needs a part of the
 * AWS CLI that not every installation has: it is held to the SDK's own reading.
 */
export const differences: readonly Difference[] = [
  {
    what: "a picked profile beside an API key of the environment",
    why: "who picks a profile by hand means it",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    variables: { AWS_BEARER_TOKEN_BEDROCK: "key-of-mine" },
    arguments: picked,
    signs: /^AKIAFILE$/,
    awsSigns: /^Bearer key-of-mine$/,
  },
];
