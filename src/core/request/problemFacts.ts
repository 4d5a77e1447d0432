/** No facts besides the problem itself. */
type None = Readonly<Record<string, never>>;

interface OfKey {
  readonly key: string;
}
interface OfModel {
  readonly modelId: string;
}
/** What a parser says, as a sentence. */
interface InWords {
  readonly words: string;
}
interface OfValue {
  readonly value: string;
  /** The values that are known. */
  readonly values: readonly string[];
}
/** In characters. */
interface TooLong {
  readonly length: number;
  readonly maxLength: number;
}

/** Everything that can be said about a request file, and the facts that the message names; `core/messages` has the texts. */
export interface ProblemFacts {
  syntax: InWords;
  emptyFile: None;
  notAnObject: None;
  newerVersion: { readonly version: number; readonly known: number };
  duplicateKey: OfKey;
  /** `meant`: the member that the key most likely means. */
  unknownKey: OfKey & { readonly meant: string | undefined };
  memberSyntax: OfKey;
  unknownOperation: OfValue;
  unknownValue: OfValue;
  notString: OfKey;
  notObject: OfKey;
  notStrings: OfKey;
  wrongVersion: { readonly known: number };
  modelIdMissing: None;
  modelIdSurrogate: None;
  modelIdPath: OfModel;
  modelIdTooLong: TooLong;
  modelIdSpace: None;
  modelArnUnknown: None;
  modelIdUnknown: None;
  streamingUnsupported: OfModel;
  bodyTwice: None;
  bodyMissing: None;
  bodyEmpty: None;
  bodySyntax: InWords;
  /** The file cannot be read. */
  bodyFile: InWords;
  bodyFileSyntax: InWords;
  bodyFileByteOrderMark: None;
  bodyFileEncoding: None;
  bodyTooLarge: { readonly bytes: number; readonly maxBytes: number };
  variableMissing: { readonly name: string };
  headerCharacter: OfKey;
  headerEmpty: OfKey;
  contentType: None;
  metadataTooLong: TooLong;
  guardrailVersionMissing: None;
  guardrailVersionAlone: None;
  guardrailPattern: None;
  guardrailVersionPattern: None;
  guardrailConfigAlone: None;
  guardrailContentType: None;
  /** Why the form cannot show a text. */
  formNotAnObject: None;
  formSyntax: InWords;
}
