// The entry of the bundle that is loaded on first use: all that the faces need of AWS, and nothing else.
export { accountMark } from "./account.ts";
export { awsFilePaths } from "./aws/awsFiles.ts";
export { connectionDefaults } from "./connection.ts";
export { openControlPlane } from "./controlPlane.ts";
export type { EffectiveEndpoint } from "./endpoint.ts";
export { effectiveControlPlane, effectiveEndpoint } from "./endpoint.ts";
export type { InvokeOptions } from "./invoke.ts";
export { invoke } from "./invoke.ts";
export { localFailure } from "./localFailure.ts";
export type { AwsFileRead } from "./aws/awsFiles.ts";
export type { MfaPrompt } from "./credentialRoles.ts";
export type { EnvironmentIdentity } from "./environmentIdentity.ts";
export { identityInEnvironment } from "./environmentIdentity.ts";
export type { AwsProfile, ProfileKind } from "./profiles.ts";
export { describeAwsFiles, listProfiles } from "./profiles.ts";
export type { RegionInput, ResolvedRegion } from "./region.ts";
export { resolveRegion } from "./region.ts";
