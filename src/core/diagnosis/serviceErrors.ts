import { accountNotEligible, deniedAction, saysUseCaseForm, useCaseFormMissing } from "./access.ts";
import { endpointSetting, retry, switchProfile, switchRegion } from "./actions.ts";
import { roleRefused, ssoSessionEnded, webIdentityFailed } from "./credentials.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { apiKeyCause, credentialsExpired, credentialsUnknown, signatureRefused } from "./keys.ts";
import { support, troubleshooting } from "./links.ts";
import { agreementPending } from "./marketplace.ts";
import {
  modelFailed,
  modelNotReady,
  modelTimeout,
  quotaExceeded,
  resourceNotFound,
  streamFailed,
  throttled,
} from "./model.ts";
import type { Find, Subject } from "./subject.ts";

const access = () => "access" as const;
const validation = () => "validation" as const;

/**
 * The cause of each exception of the service: those of its model, those that its guide lists besides (they differ in
 * whether they end in "Exception"), and those of STS and SSO on the way to credentials.
 */
export const serviceErrors: Readonly<Record<string, Find>> = {
  AccessDeniedException: access,
  AccessDenied: deniedOnTheWay,
  NotAuthorized: access,
  ForbiddenException: access,
  BadCScoreException: accountNotEligible,
  OptInRequired: accountNotEligible,
  FTUFormNotFilled: useCaseFormMissing,
  MPAgreementBeingCreated: agreementPending,
  ValidationException: validation,
  ValidationError: validation,
  ResourceNotFoundException: notFound,
  ResourceNotFound: notFound,
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
  ServiceQuotaExceededException: quotaExceeded,
  ModelTimeoutException: modelTimeout,
  ModelErrorException: modelFailed,
  ModelStreamErrorException: streamFailed,
  ModelNotReadyException: modelNotReady,
  InternalServerException: serviceFailed,
  InternalFailure: serviceFailed,
  ServiceUnavailableException: serviceUnavailable,
  ServiceUnavailable: serviceUnavailable,
  ConflictException: () => ({ reason: "conflict", params: {}, actions: [retry] }),
  InvalidAction: operationUnknown,
  UnknownOperationException: operationUnknown,
  ExpiredTokenException: expired,
  ExpiredToken: expired,
  RequestExpired: signatureRefused,
  InvalidSignatureException: signatureRefused,
  SignatureDoesNotMatch: signatureRefused,
  IncompleteSignature: credentialsUnknown,
  IncompleteSignatureException: credentialsUnknown,
  UnrecognizedClientException: credentialsUnknown,
  InvalidClientTokenId: credentialsUnknown,
  MissingAuthenticationTokenException: credentialsUnknown,
  UnauthorizedException: (failure) =>
    /^session token not found or invalid\b/i.test(failure.message) ||
    failure.httpStatus === undefined
      ? ssoSessionEnded(failure)
      : credentialsUnknown(failure),
  InvalidIdentityToken: webIdentityFailed,
  InvalidIdentityTokenException: webIdentityFailed,
  IDPRejectedClaim: webIdentityFailed,
  IDPRejectedClaimException: webIdentityFailed,
  IDPCommunicationError: webIdentityFailed,
  RegionDisabledException: () => ({
    reason: "stsRegionDisabled",
    params: {},
    actions: [switchRegion, switchProfile],
  }),
};

/** STS's name for it; behind a proxy or gateway it may still be the model that is denied. */
function deniedOnTheWay(failure: Failure): Diagnosis | Subject {
  const { message } = failure;
  if (/^MultiFactorAuthentication failed\b/i.test(message)) return "credentials";
  const isRole =
    deniedAction(message)?.action.startsWith("sts:AssumeRole") ??
    /^not authorized to perform sts:AssumeRole/i.test(message);
  return isRole ? roleRefused(failure) : "access";
}

function notFound(failure: Failure): Diagnosis {
  return saysUseCaseForm(failure.message) ? useCaseFormMissing(failure) : resourceNotFound(failure);
}

function expired(failure: Failure): Diagnosis {
  if (/^token expired: current date\/time\b/i.test(failure.message))
    return webIdentityFailed(failure);
  return apiKeyCause(failure) ?? credentialsExpired(failure);
}

function serviceFailed({ region }: Failure): Diagnosis {
  const actions = [retry, support(region), troubleshooting(region, "internal-failure")];
  return { reason: "serviceFailed", params: {}, actions };
}

function serviceUnavailable({ region }: Failure): Diagnosis {
  const actions = [retry, switchRegion, troubleshooting(region, "service-unavailable")];
  return { reason: "serviceUnavailable", params: {}, actions };
}

function operationUnknown({ endpointHost: host }: Failure): Diagnosis {
  return { reason: "operationUnknown", params: { host }, actions: [endpointSetting, retry] };
}
