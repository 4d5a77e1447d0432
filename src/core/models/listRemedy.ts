import type { RunError } from "../errors.ts";
import { endpointSetting, retry, switchProfile } from "../errors/actions.ts";
import type { Remedy } from "../errors/remedy.ts";

/**
 * What to do where a call of the control plane fails: nothing is billed there, and a model can be invoked without its
 * list. Undefined where the failure is no other than a run's (credentials, network, endpoint).
 */
export function listRemedy(
  { name, httpStatus, message }: Pick<RunError, "name" | "httpStatus" | "message">,
  call: string,
): Remedy | undefined {
  const isAboutKeys = /security token|api key|signature|credential/i.test(message);
  if (name === "AccessDeniedException" && !isAboutKeys) {
    return {
      remedy: `Allow bedrock:${call} in the IAM policy of this identity, or use another profile. Nothing else needs it: any id can be typed, and sending takes bedrock:InvokeModel alone.`,
      actions: [switchProfile, retry],
    };
  }
  if (refusals.has(name)) {
    return {
      remedy: `The control plane refused ${call}. Any id can be typed all the same.`,
      actions: [retry],
    };
  }
  if (delays.has(name)) {
    return {
      remedy: `${call} was not answered in time. Retry; until then any id can be typed.`,
      actions: [retry],
    };
  }
  if (
    name === "UnknownOperationException" ||
    ((httpStatus === 404 || httpStatus === 405) && name === "Unknown")
  ) {
    return {
      remedy: `This endpoint does not know ${call}: it may serve the runtime alone. Set the control plane's own URL, or leave it to AWS's. Any id can be typed all the same.`,
      actions: [endpointSetting, retry],
    };
  }
  return undefined;
}

const refusals = new Set([
  "ValidationException",
  "ResourceNotFoundException",
  "ThrottlingException",
  "InternalServerException",
  "ServiceUnavailableException",
]);

const delays = new Set(["ListTimeout", "ReadTimeout", "ConnectionReset"]);
