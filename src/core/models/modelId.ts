import { problemMessages } from "../messages/problemMessages.ts";

const plainId = "[a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.:]?[a-z0-9-]{1,63})";
const account = "[0-9]{12}";
const arn = "arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:";
const rowsOfArns = [
  // As the control plane's model 2023-04-20 has it: the runtime's leaves out `imported` and sizes such as `:0:300k`.
  `${account}:custom-model/(imported|[a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}(:[a-z0-9-]{1,63}){0,2})/[a-z0-9]{12}`,
  `:foundation-model/${plainId}`,
  `${account}:imported-model/[a-z0-9]{12}`,
  `${account}:provisioned-model/[a-z0-9]{12}`,
  `${account}:custom-model-deployment/[a-z0-9]{12}`,
  `${account}:(inference-profile|application-inference-profile)/[a-zA-Z0-9-:.]+`,
];

/**
 * The pattern of `modelId` in the service model 2023-09-30, its alternatives anchored at both ends:
 * the service writes most of them without anchors, where any text would match.
 */
const documented = new RegExp(
  `^(?:${[
    `${arn}(?:${rowsOfArns.map((row) => `(${row})`).join("|")})`,
    plainId,
    "([0-9a-zA-Z][_-]?)+",
    "[a-zA-Z0-9-:.]+",
    `${arn}${account}:prompt/[0-9a-zA-Z]{10}(?::[0-9]{1,5})?`,
    `arn:aws:sagemaker:[a-z0-9-]+:${account}:endpoint/[a-zA-Z0-9-]+`,
    `${arn}${account}:(default-)?prompt-router/[a-zA-Z0-9-:.]+`,
  ].join("|")})$`,
);

const maxLength = 2048;

/**
 * A hint when the id is outside the documented pattern or length, undefined when it is inside.
 * Never a reason to refuse: the pattern does not admit every id that the service accepts.
 */
export function modelIdHint(modelId: string): string | undefined {
  if (modelId.length > maxLength)
    return problemMessages.modelIdTooLong({ length: modelId.length, maxLength });
  if (modelId !== modelId.trim()) return problemMessages.modelIdSpace({});
  if (documented.test(modelId)) return undefined;
  return modelId.startsWith("arn:")
    ? problemMessages.modelArnUnknown({})
    : problemMessages.modelIdUnknown({});
}
