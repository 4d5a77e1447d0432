import { likelyProfiles } from "../models/inferenceProfiles.ts";
import { foundationModelOf } from "../models/modelArn.ts";
import {
  changeMember,
  chooseModel,
  goToBody,
  switchProfile,
  switchRegion,
  whyDenied,
  type RemedyAction,
} from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { guide, troubleshooting } from "./links.ts";

/** A model that can be invoked only through an inference profile; the likely ones are guessed from the region. */
export function inferenceProfileNeeded({ modelId = "", region }: Failure): Diagnosis {
  return profileNeeded(likelyProfiles(foundationModelOf(modelId) ?? modelId, region));
}

/** A model that can be invoked only through an inference profile, and these are its profiles. */
export function profileNeeded(modelIds: readonly string[]): Diagnosis {
  const use = modelIds.map((modelId): RemedyAction => ({ id: "useModel", modelId }));
  return {
    reason: "inferenceProfileNeeded",
    params: { modelIds },
    actions: [...use, chooseModel, ...(use.length === 0 ? [switchRegion] : [])],
  };
}

/** An ID that the Invoke API does not know in the region. */
export function modelUnknown({ region, modelId }: Failure): Diagnosis {
  const area = /^(us|us-gov|eu|apac|jp|au|ca)\./.exec(modelId ?? "")?.[1];
  const actions = [chooseModel, switchRegion, guide("modelsByRegion", region)];
  return { reason: "modelUnknown", params: { region, area }, actions };
}

/** A mode of data retention that the account has not chosen. */
export function dataRetentionMissing({ region }: Failure): Diagnosis {
  const actions = [guide("dataRetention", region), chooseModel];
  return { reason: "dataRetentionMissing", params: {}, actions };
}

/** Streaming that the model does not support, or not together with tools. */
export function streamingNotSupported({ message }: Failure): Diagnosis {
  const actions = [changeMember({ member: "operation", value: "InvokeModel" }), chooseModel];
  const withTools = /\btool use in streaming\b/i.test(message);
  return { reason: "streamingNotSupported", params: { withTools }, actions };
}

/** A model, or a response so long, that needs streaming. */
export function streamingRequired(): Diagnosis {
  const stream = changeMember({ member: "operation", value: "InvokeModelWithResponseStream" });
  return { reason: "streamingRequired", params: {}, actions: [stream, chooseModel] };
}

/** Optimized latency that the model does not support. */
export function latencyNotSupported({ region }: Failure): Diagnosis {
  const standard = changeMember({ member: "performanceConfigLatency", value: "standard" });
  const actions = [standard, chooseModel, guide("optimizedLatency", region)];
  return { reason: "latencyNotSupported", params: {}, actions };
}

/** A service tier that is not accepted for the model. */
export function tierNotSupported({ region }: Failure): Diagnosis {
  const standard = changeMember({ member: "serviceTier", value: "default" });
  const actions = [standard, chooseModel, guide("serviceTiers", region)];
  return { reason: "tierNotSupported", params: {}, actions };
}

/** A request for another API than the model's. */
export function otherApiNeeded({ region }: Failure): Diagnosis {
  const actions = [goToBody(), chooseModel, guide("modelParameters", region)];
  return { reason: "otherApiNeeded", params: {}, actions };
}

/** A prompt, or a number of tokens asked for, that is over the model's limit. */
export function promptTooLong({ region }: Failure, pointer?: string): Diagnosis {
  const actions = [goToBody(pointer), chooseModel, guide("modelParameters", region)];
  return { reason: "promptTooLong", params: {}, actions };
}

/** Seen on accounts that AWS has not opened to Bedrock yet, without another word. */
export function operationNotAllowed({ region, modelId }: Failure): Diagnosis {
  const help = troubleshooting(region, "validation-error");
  const actions = [...whyDenied(modelId), switchProfile, help];
  return { reason: "operationNotAllowed", params: {}, actions };
}

/** A flag of `anthropic_beta` that the model does not know. */
export function betaFlagInvalid({ region }: Failure): Diagnosis {
  const actions = [goToBody("/anthropic_beta"), guide("modelParameters", region)];
  return { reason: "betaFlagInvalid", params: {}, actions };
}
