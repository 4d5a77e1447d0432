import { getOwn } from "../core/getOwn.ts";
import type { JsonValue } from "../core/json/json.ts";

/** HTTP status and message of the exceptions the service raises (service model 2023-09-30). */
const known: Readonly<Record<string, readonly [status: number, message: string]>> = {
  AccessDeniedException: [403, "You don't have access to the model with the specified model ID."],
  ResourceNotFoundException: [404, "The specified resource could not be found."],
  ThrottlingException: [429, "Too many requests, please wait before trying again."],
  ModelTimeoutException: [408, "The model took too long to process the request."],
  ModelErrorException: [424, "The model failed while it processed the request."],
  ModelStreamErrorException: [
    424,
    "The system encountered an unexpected error during processing. Try your request again.",
  ],
  ModelNotReadyException: [429, "The model is not ready to serve inference requests."],
  ValidationException: [400, "The input fails the constraints of the service."],
  ServiceQuotaExceededException: [400, "The request exceeds a service quota of the account."],
  InternalServerException: [500, "An internal server error occurred. Retry your request."],
  ServiceUnavailableException: [503, "The service is not available at this moment."],
  ExpiredTokenException: [403, "The security token included in the request is expired"],
  UnrecognizedClientException: [403, "The security token included in the request is invalid."],
  InvalidSignatureException: [
    403,
    "The request signature we calculated does not match the signature you provided.",
  ],
  UnknownOperationException: [404, "The sandbox has no such operation."],
};

/** These come from in front of Bedrock, and their type says so (seen in recorded traffic). */
const fromTheFrontDoor = /^(ExpiredToken|UnrecognizedClient|InvalidSignature|UnknownOperation)/;

const extraMembers: Readonly<Record<string, Readonly<Record<string, JsonValue>>>> = {
  ModelErrorException: { originalStatusCode: 500, resourceName: "sandbox-model" },
  ModelStreamErrorException: {
    originalStatusCode: 500,
    originalMessage: "The sandbox made this up.",
  },
};

/** An exception as it goes on the wire. */
export class ServiceError extends Error {
  readonly status: number;
  readonly members: Readonly<Record<string, JsonValue>>;

  /** A name the service does not know has the status 400. */
  constructor(name: string, message?: string) {
    const [status, text] = getOwn(known, name) ?? [400, `The sandbox was asked to raise ${name}.`];
    super(message ?? text);
    this.name = name;
    this.status = status;
    this.members = message === undefined ? (getOwn(extraMembers, name) ?? {}) : {};
  }

  /** The value of the header `x-amzn-ErrorType`. */
  get wireType(): string {
    const origin = fromTheFrontDoor.test(this.name)
      ? "com.amazon.coral.service"
      : "com.amazon.bedrock";
    return `${this.name}:http://internal.amazon.com/coral/${origin}/`;
  }
}

/** A ValidationException with this message. */
export function invalid(message: string): ServiceError {
  return new ServiceError("ValidationException", message);
}

/** The message of an exception that a stream carries: `throttlingException` and the like. */
export function exceptionMessage(wireName: string): string {
  const name = wireName.charAt(0).toUpperCase() + wireName.slice(1);
  return getOwn(known, name)?.[1] ?? `The sandbox was asked to raise ${wireName}.`;
}
