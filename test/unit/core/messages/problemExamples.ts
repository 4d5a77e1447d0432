import type { ProblemFacts } from "../../../../src/core/request/problemFacts.ts";

type Examples = {
  readonly [Name in keyof ProblemFacts]: readonly [
    ProblemFacts[Name],
    ...(readonly ProblemFacts[Name][]),
  ];
};

const none = [{}] as const;
const key = [{ key: "trace" }] as const;
const words = [{ words: "A colon is expected here." }] as const;
const length = [{ length: 9000, maxLength: 8500 }] as const;

/** Facts of every problem of a request file that reach every branch of its message. */
export const problemExamples: Examples = {
  syntax: words,
  emptyFile: none,
  notAnObject: none,
  newerVersion: [{ version: 2, known: 1 }],
  duplicateKey: key,
  unknownKey: [
    { key: "modelID", meant: "modelId" },
    { key: "colour", meant: undefined },
  ],
  memberSyntax: key,
  unknownOperation: [
    { value: "Converse", values: ["InvokeModel", "InvokeModelWithResponseStream"] },
  ],
  unknownValue: [{ value: "YES", values: ["ENABLED", "DISABLED", "ENABLED_FULL"] }],
  notString: key,
  notObject: key,
  notStrings: key,
  wrongVersion: [{ known: 1 }],
  modelIdMissing: none,
  modelIdSurrogate: none,
  modelIdPath: [{ modelId: ".." }],
  modelIdTooLong: [{ length: 2049, maxLength: 2048 }],
  modelIdSpace: none,
  modelArnUnknown: none,
  modelIdUnknown: none,
  streamingUnsupported: [{ modelId: "m.x-v1:0" }],
  bodyTwice: none,
  bodyMissing: none,
  bodyEmpty: none,
  bodySyntax: words,
  bodyFile: [{ words: '"payload.json" cannot be read: it is a folder.' }],
  bodyFileSyntax: words,
  bodyFileByteOrderMark: none,
  bodyFileEncoding: none,
  bodyTooLarge: [{ bytes: 25_000_001, maxBytes: 25_000_000 }],
  variableMissing: [{ name: "topic" }],
  headerCharacter: key,
  headerEmpty: [{ key: "accept" }],
  contentType: none,
  metadataTooLong: length,
  guardrailVersionMissing: none,
  guardrailVersionAlone: none,
  guardrailPattern: none,
  guardrailVersionPattern: none,
  guardrailConfigAlone: none,
  guardrailContentType: none,
  formNotAnObject: none,
  formSyntax: words,
};
