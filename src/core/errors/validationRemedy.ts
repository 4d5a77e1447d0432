import type { RemedyAction } from "../errors.ts";
import { errorCodesPage, openLink, switchRegion } from "./actions.ts";
import type { Failure, Remedy } from "./remedy.ts";

const parametersPage = "https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html";

/** Returns the remedy of a ValidationException: the service says in words alone what it did not like. */
export function validationRemedy(failure: Failure): Remedy {
  const { message, modelId, region } = failure;
  if (/on-demand throughput/i.test(message)) {
    const ids = inferenceProfileIds(modelId, region);
    return {
      remedy: `This model is reached through an inference profile alone. Use ${ids.length === 0 ? "the id or ARN of a profile that holds it" : ids.join(" or ")} as the model id.`,
      actions: ids.map((id): RemedyAction => ({
        id: "useModel",
        title: `Use ${id}`,
        argument: id,
      })),
    };
  }
  if (/model identifier is invalid/i.test(message)) {
    return {
      remedy: `${region ?? "This region"} knows no model of that id. Check the spelling and the region; some models are offered outside the Invoke API alone.`,
      actions: [
        switchRegion,
        openLink(
          "Supported Models",
          "https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html",
        ),
      ],
    };
  }
  if (/guardrail/i.test(message)) {
    return {
      remedy:
        "Check the guardrail's identifier and version: both are needed, in this region, with content type application/json.",
      actions: [switchRegion],
    };
  }
  const pointer = /#((?:\/[^\s:,/]+)+)(?=[\s:,]|$)/.exec(message)?.[1];
  const key = /(?:extraneous|required) key \[([^\]]+)\]/i.exec(message);
  const wrongFamily = key && /extraneous/i.test(message);
  return {
    remedy: wrongFamily
      ? `The model does not know the key ${key[1]}${pointer ? ` at ${pointer}` : ""}. Take it out, or check that the body is of this model's own family.`
      : `The body does not fit what this model asks for${pointer ? `: look at ${pointer}` : ""}${key ? `, where ${key[1]} is missing` : ""}. Compare it with the model's parameters.`,
    actions: [
      {
        id: "goToBody",
        title: "Go to Body",
        ...(pointer === undefined ? {} : { argument: pointer }),
      },
      openLink("Model Parameters", parametersPage),
      openLink("Troubleshooting", errorCodesPage),
    ],
  };
}

/** The ids a system-defined profile of the model has from this region, nearest first; none for an ARN or a prefixed id. */
function inferenceProfileIds(
  modelId: string | undefined,
  region: string | undefined,
): readonly string[] {
  if (!modelId || modelId.includes("/") || /^(us|us-gov|eu|apac|jp|au|ca|global)\./.test(modelId))
    return [];
  const area = /^(us-gov|us|eu|ca)-/.exec(region ?? "")?.[1] ?? areas[region ?? ""];
  if (area === "us-gov") return [`us-gov.${modelId}`];
  const near = area ?? (region?.startsWith("ap-") ? "apac" : undefined);
  return [...(near ? [`${near}.${modelId}`] : []), `global.${modelId}`];
}

const areas: Readonly<Record<string, string>> = {
  "ap-northeast-1": "jp",
  "ap-northeast-3": "jp",
  "ap-southeast-2": "au",
  "ap-southeast-4": "au",
};
