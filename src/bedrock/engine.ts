// The entry of the bundle that is loaded on first use: all that the faces need of AWS, and nothing else.
export { accountMark } from "./credentials/account.ts";
export { connectionDefaults } from "./aws/connection.ts";
export { openControlPlane } from "./controlPlane/openControlPlane.ts";
export type { EffectiveEndpoint } from "./aws/endpoint.ts";
export { controlPlaneEndpoint, runtimeEndpoint } from "./aws/endpoint.ts";
export type { InvokeOptions } from "./transport/invoke.ts";
export { invoke } from "./transport/invoke.ts";
export type { AwsContext } from "./aws/context.ts";
export { readAwsContext } from "./aws/context.ts";
export { errorOfFailure, failureOf } from "./failures/localFailure.ts";
export type { MfaPrompt } from "./credentials/roles.ts";
export type { EnvironmentIdentity } from "./credentials/identity.ts";
export { identityInEnvironment } from "./credentials/identity.ts";
export type { AwsProfile, ProfileKind } from "./aws/profiles.ts";
export { listProfiles } from "./aws/profiles.ts";
export type { RegionInput, ResolvedRegion } from "./aws/region.ts";
export { resolveRegion } from "./aws/region.ts";
