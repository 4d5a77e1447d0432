import { accessDenied, marketplace, useCaseForm } from "./accessRemedies.ts";
import { endpointSetting, retry, switchProfile, switchRegion, whyDenied } from "./actions.ts";
import { assumeRole, credentials, sso } from "./credentialRemedies.ts";
import { apiKey, expiredKeys, signature, unrecognised } from "./keyRemedies.ts";
import { support, troubleshooting } from "./links.ts";
import {
  modelFailed,
  modelTimeout,
  notReady,
  overQuota,
  resourceNotFound,
  streamFailed,
  throttled,
} from "./modelRemedies.ts";
import type { Failure, Remedy } from "./remedy.ts";
import { validationRemedy } from "./validationRemedy.ts";

/**
 * What to do about each exception of the service: those of its model, those that its guide lists besides (they differ in
 * whether they end in "Exception"), and those of STS and SSO on the way to credentials.
 */
export const serviceRemedies: Readonly<Record<string, (failure: Failure) => Remedy>> = {
  AccessDeniedException: accessDenied,
  AccessDenied: deniedOnTheWay,
  NotAuthorized: accessDenied,
  ForbiddenException: accessDenied,
  BadCScoreException: closedAccount,
  OptInRequired: closedAccount,
  FTUFormNotFilled: useCaseForm,
  MPAgreementBeingCreated: (failure) =>
    marketplace({ ...failure, message: `${failure.message} (being created)` }),
  ValidationException: validationRemedy,
  ValidationError: validationRemedy,
  ResourceNotFoundException: notFound,
  ResourceNotFound: notFound,
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
  ServiceQuotaExceededException: overQuota,
  ModelTimeoutException: modelTimeout,
  ModelErrorException: modelFailed,
  ModelStreamErrorException: streamFailed,
  ModelNotReadyException: notReady,
  InternalServerException: internal,
  InternalFailure: internal,
  ServiceUnavailableException: unavailable,
  ServiceUnavailable: unavailable,
  ConflictException: () => ({
    remedy: "The resource is being changed by somebody else. Wait a moment, then retry.",
    actions: [retry],
  }),
  InvalidAction: notBedrock,
  UnknownOperationException: notBedrock,
  ExpiredTokenException: expired,
  ExpiredToken: expired,
  RequestExpired: signature,
  InvalidSignatureException: signature,
  SignatureDoesNotMatch: signature,
  IncompleteSignature: unrecognised,
  IncompleteSignatureException: unrecognised,
  UnrecognizedClientException: unrecognised,
  InvalidClientTokenId: unrecognised,
  MissingAuthenticationTokenException: unrecognised,
  UnauthorizedException: (failure) =>
    /session token/i.test(failure.message) || failure.httpStatus === undefined
      ? sso(failure)
      : unrecognised(failure),
  InvalidIdentityToken: webIdentity,
  InvalidIdentityTokenException: webIdentity,
  IDPRejectedClaim: webIdentity,
  IDPRejectedClaimException: webIdentity,
  IDPCommunicationError: webIdentity,
  RegionDisabledException: () => ({
    remedy:
      "AWS STS is switched off for this region in the account, so the role could not be had. Switch it on in the IAM console (account settings), or use a region that is on.",
    actions: [switchRegion, switchProfile],
  }),
};

/** STS's name for it; behind a proxy or gateway it may still be the model that is denied. */
function deniedOnTheWay(failure: Failure): Remedy {
  if (/multi-?factor|\bMFA\b/i.test(failure.message)) return credentials(failure);
  return /sts:/i.test(failure.message) ? assumeRole(failure) : accessDenied(failure);
}

function notFound(failure: Failure): Remedy {
  return /use case details/i.test(failure.message)
    ? useCaseForm(failure)
    : resourceNotFound(failure);
}

function expired(failure: Failure): Remedy {
  if (/web identity|identity token/i.test(failure.message)) return webIdentity(failure);
  return /api key|bearer/i.test(failure.message) ? apiKey(failure) : expiredKeys(failure);
}

function webIdentity(failure: Failure): Remedy {
  return credentials({ ...failure, message: `web identity: ${failure.message}` });
}

function closedAccount({ region, modelId }: Failure): Remedy {
  return {
    remedy:
      "AWS has not opened this model to the account. Its own policies have no say in that: use another account, or ask AWS Support.",
    actions: [support(region), switchProfile, ...whyDenied(modelId)],
  };
}

function internal({ region }: Failure): Remedy {
  return {
    remedy:
      "Something failed inside Bedrock. Send the request again; if it goes on, give the request id to AWS Support.",
    actions: [retry, support(region), troubleshooting(region, "internal-failure")],
  };
}

function unavailable({ region }: Failure): Remedy {
  return {
    remedy:
      "Bedrock is out of capacity for the moment, whatever the account's quotas are. Wait and retry, or try another region or a cross-region inference profile.",
    actions: [retry, switchRegion, troubleshooting(region, "service-unavailable")],
  };
}

function notBedrock({ endpointHost }: Failure): Remedy {
  return {
    remedy: `${endpointHost ?? "The endpoint"} knows no such operation. It may be the endpoint of another service: InvokeModel is at bedrock-runtime.{region}.amazonaws.com. Check the endpoint URL.`,
    actions: [endpointSetting, retry],
  };
}
