import type { ProblemFacts } from "../request/problemFacts.ts";
import { joinWords, type MessagesOf } from "./words.ts";

/** What is to say about a request file, for each problem that it can have. */
export const problemMessages: MessagesOf<ProblemFacts> = {
  syntax: ({ words }) => words,
  emptyFile: () => 'The file is empty. A request needs at least "modelId" and "body".',
  notAnObject: () => 'A request file is a JSON object, such as { "modelId": "…", "body": {} }.',
  newerVersion: ({ version, known }) =>
    `This file has version ${version} of the format, but this version of Bedrock Invoke supports only version ${known}. Update the extension to edit and send it.`,
  duplicateKey: ({ key }) => `Duplicate key "${key}": the last value is used.`,
  unknownKey: ({ key, meant }) =>
    `"${key}" is not a member of a request and is not sent.${meant === undefined ? "" : ` Did you mean "${meant}"?`}`,
  memberSyntax: ({ key }) => `The value of "${key}" is not valid JSON.`,
  unknownOperation: ({ value, values }) =>
    `"${value}" is not an operation that Bedrock Invoke can call. Use ${joinWords(values, "or")}.`,
  unknownValue: ({ value, values }) =>
    `Unknown value "${value}" (expected ${joinWords(values, "or")}). It is sent as is.`,
  notString: ({ key }) => `"${key}" must be a string.`,
  notObject: ({ key }) => `"${key}" must be an object, such as { "team": "search" }.`,
  notStrings: ({ key }) => `Every value in "${key}" must be a string.`,
  wrongVersion: ({ known }) => `"version" must be ${known}.`,
  modelIdMissing: () => 'Choose a model: set "modelId" to its ID or ARN.',
  modelIdSurrogate: () =>
    "The model ID contains half of a character (a lone surrogate), which a URL cannot carry.",
  modelIdPath: ({ modelId }) => `"${modelId}" is a step in a URL path, not a model ID.`,
  modelIdTooLong: ({ length, maxLength }) =>
    `The model ID has ${count(length)} characters; the limit is ${count(maxLength)}.`,
  modelIdSpace: () => "The model ID starts or ends with a space.",
  modelArnUnknown: () =>
    "This ARN does not have a documented form of a model ARN. You can still send it.",
  modelIdUnknown: () =>
    "This model ID does not match the documented pattern (letters, digits, “-”, “.” and “:”). You can still send it.",
  streamingUnsupported: ({ modelId }) => `${modelId} is not known to support streaming.`,
  bodyTwice: () => 'A request has a "body" or a "bodyFile", not both.',
  bodyMissing: () => 'The request has no body. Add a "body" or a "bodyFile".',
  bodyEmpty: () => "The body is empty: there is nothing to send.",
  bodySyntax: ({ words }) => `The body is not valid JSON: ${words}`,
  bodyFile: ({ words }) => words,
  bodyFileSyntax: ({ words }) => `The body file is not valid JSON: ${words}`,
  bodyFileByteOrderMark: () =>
    "The body file starts with a byte order mark. It is sent with the rest, and is not valid in JSON. Save the file as UTF-8 without it.",
  bodyFileEncoding: () => "The body file is not UTF-8, the encoding of JSON. Save it as UTF-8.",
  bodyTooLarge: ({ bytes, maxBytes }) =>
    `The body has ${count(bytes)} bytes; the service accepts up to ${count(maxBytes)}.`,
  variableMissing: ({ name }) => `{{${name}}} has no value in "variables".`,
  headerCharacter: ({ key }) =>
    `"${key}" is sent as an HTTP header, which can contain only printable ASCII characters.`,
  headerEmpty: ({ key }) => `"${key}" is empty. Without it, application/json is sent.`,
  contentType: () => "The service accepts only application/json.",
  metadataTooLong: ({ length, maxLength }) =>
    `The request metadata has ${count(length)} characters; the service accepts up to ${count(maxLength)}.`,
  guardrailVersionMissing: () => "Choose a guardrail version: a number or DRAFT.",
  guardrailVersionAlone: () => "A version without a guardrail identifier has no effect.",
  guardrailPattern: () =>
    "A guardrail identifier has only lower-case letters and digits, or is a guardrail's ARN.",
  guardrailVersionPattern: () => 'A guardrail version is a number, such as "1", or "DRAFT".',
  guardrailConfigAlone: () =>
    'The body has "amazon-bedrock-guardrailConfig", but the request has no "guardrailIdentifier".',
  guardrailContentType: () => "With a guardrail, the content type must be application/json.",
  formNotAnObject: () => "This file is not a JSON object, so the form cannot show it.",
  formSyntax: ({ words }) => `This file is not valid JSON: ${words}`,
};

function count(number: number): string {
  return number.toLocaleString("en-US");
}
