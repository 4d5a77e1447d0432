/** The two operations of the Bedrock Runtime API that a request file can name. */
export type Operation = "InvokeModel" | "InvokeModelWithResponseStream";

/** What is known of one member of a request file. */
interface RequestMember {
  /** `text`: a string. `texts`: an object of strings. `values`: an object of any values. `json`: any value. */
  readonly type: "text" | "texts" | "values" | "json" | "version";
  readonly required?: true;
  /** The header that carries it, where one does; `accept` has another one for a stream. */
  readonly header?: string | Readonly<Record<Operation, string>>;
  /** True where the service says in the same header of its answer what it used. */
  readonly inResponse?: true;
  /** What is sent, and shown in an empty field, where the file has no value. */
  readonly default?: string;
  /** All values that the service knows. A newer one is sent with a warning. */
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  /** In characters, as the header carries it. */
  readonly maxLength?: number;
  /** What people call it, in the form, in the response view, and in the sandbox's answers. */
  readonly label?: string;
  /** What it does, in the editor's completion. */
  readonly help?: string;
  /** How the form edits it: with a field under Advanced, with a list of its values, or with a part made for it. */
  readonly field?: FormField;
}

type FormField =
  /** Without a placeholder, an empty field shows the default. */
  | { readonly kind: "advanced"; readonly placeholder?: string }
  /** `absent` names what it means that the file has none. Choices of one row stand side by side. */
  | { readonly kind: "choice"; readonly absent: string; readonly row: number }
  | { readonly kind: "own" };

/**
 * The members of a request file, in the order in which they are written. Schema, types, headers, run records, the form and
 * the sandbox take them from here. Names, headers, values, patterns and limits are those of the service model 2023-09-30.
 */
export const requestMembers = {
  $schema: { type: "text" },
  version: { type: "version", help: "The version of this file format." },
  operation: {
    type: "text",
    values: ["InvokeModel", "InvokeModelWithResponseStream"],
    help: "The API operation to call. InvokeModel when absent.",
    field: { kind: "own" },
  },
  region: {
    type: "text",
    label: "Region of this file",
    help: "The AWS Region to send to, such as us-east-1. When absent, the one chosen in the editor.",
    field: { kind: "advanced", placeholder: "The connection's region" },
  },
  modelId: {
    type: "text",
    required: true,
    help: "The model to invoke: a base model ID, an inference profile ID, or the ARN of a foundation model, inference profile, provisioned model, custom model deployment, imported model, prompt, prompt router or SageMaker endpoint.",
    field: { kind: "own" },
  },
  contentType: {
    type: "text",
    header: "Content-Type",
    default: "application/json",
    label: "Content type",
    help: "The MIME type of the body. The service accepts only application/json, the default.",
    field: { kind: "advanced" },
  },
  accept: {
    type: "text",
    header: {
      InvokeModel: "Accept",
      InvokeModelWithResponseStream: "X-Amzn-Bedrock-Accept",
    },
    default: "application/json",
    label: "Accept",
    help: "The MIME type to request for the answer. application/json when absent.",
    field: { kind: "advanced" },
  },
  guardrailIdentifier: {
    type: "text",
    header: "X-Amzn-Bedrock-GuardrailIdentifier",
    pattern:
      /^(?:[a-z0-9]+|arn:aws(?:-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail\/[a-z0-9]+)$/,
    label: "Guardrail",
    help: "The ID or ARN of the guardrail to apply. When absent, only those that the account or organization enforces.",
    field: { kind: "own" },
  },
  guardrailVersion: {
    type: "text",
    header: "X-Amzn-Bedrock-GuardrailVersion",
    pattern: /^(?:[1-9][0-9]{0,7}|DRAFT)$/,
    label: "Version",
    help: 'The version of the guardrail: a number, or "DRAFT".',
    field: { kind: "own" },
  },
  trace: {
    type: "text",
    header: "X-Amzn-Bedrock-Trace",
    values: ["ENABLED", "DISABLED", "ENABLED_FULL"],
    label: "Trace",
    help: "Whether the answer carries the guardrail's trace.",
    field: { kind: "choice", absent: "Off (not sent)", row: 1 },
  },
  performanceConfigLatency: {
    type: "text",
    header: "X-Amzn-Bedrock-PerformanceConfig-Latency",
    inResponse: true,
    values: ["standard", "optimized"],
    label: "Latency",
    help: "The latency to request from the model.",
    field: { kind: "choice", absent: "Not sent", row: 2 },
  },
  serviceTier: {
    type: "text",
    header: "X-Amzn-Bedrock-Service-Tier",
    inResponse: true,
    values: ["priority", "default", "flex", "reserved"],
    label: "Service tier",
    help: "The processing tier that serves the request.",
    field: { kind: "choice", absent: "Not sent", row: 2 },
  },
  requestMetadata: {
    type: "texts",
    header: "X-Amzn-Bedrock-Request-Metadata",
    maxLength: 8500,
    label: "Request metadata",
    help: "Key-value pairs to filter the invocation logs by; up to 8,500 characters as JSON.",
  },
  variables: {
    type: "values",
    help: "Values for {{name}} in the body's strings. When absent, the body is sent untouched.",
  },
  body: {
    type: "json",
    help: "The model's own request, sent as written here, without comments and trailing commas; up to 25,000,000 bytes.",
  },
  bodyFile: {
    type: "text",
    label: "Body from a file",
    help: "The path of a file, relative to this one, whose bytes are sent as the body. It must be in the same workspace folder or project. Instead of body.",
    field: { kind: "advanced", placeholder: "./payload.json" },
  },
} as const satisfies Readonly<Record<string, RequestMember>>;

type Members = typeof requestMembers;
export type MemberName = keyof Members;

/** The names of the members that have a property, of one type where one is given. */
type NamesWith<Shape> = { [K in MemberName]: Members[K] extends Shape ? K : never }[MemberName];

/** A member that a header carries. */
export type HeaderMember = NamesWith<{ header: unknown }>;
/** A member of which the service's answer says what it used. */
export type ServedMember = NamesWith<{ inResponse: true }>;
/** A member that the form edits by itself. */
export type FormMember = NamesWith<{ field: unknown }>;
type DefaultMember = NamesWith<{ header: unknown; default: string }>;

/** The values of the members that travel as headers; what is undefined sends none. */
export type HeaderValues = Readonly<Record<DefaultMember, string>> &
  Readonly<Partial<Record<Exclude<HeaderMember, DefaultMember>, string | undefined>>>;

/** The members' names, in the order in which they are written into a file. */
export const memberNames = Object.keys(requestMembers) as readonly MemberName[];
export const headerMembers = memberNames.filter(
  (name): name is HeaderMember => memberOf(name)?.header !== undefined,
);
export const servedMembers = memberNames.filter(
  (name): name is ServedMember => memberOf(name)?.inResponse === true,
);
export const formMembers = memberNames.filter(
  (name): name is FormMember => memberOf(name)?.field !== undefined,
);

/** Returns what is known of the member with this name, which may be any text; undefined for an unknown one. */
export function memberOf(name: string): RequestMember | undefined {
  return isMember(name) ? requestMembers[name] : undefined;
}

/** True for the name of a request member; false for "constructor" and its like. */
export function isMember(name: string): name is MemberName {
  return Object.hasOwn(requestMembers, name);
}

/** Returns what `read` has for each member that a header carries, the defaults put in; absent members are left out. */
export function headerValues(read: (member: HeaderMember) => string | undefined): HeaderValues {
  const values = headerMembers.flatMap((name) => {
    const value = read(name) ?? memberOf(name)?.default;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values) as HeaderValues;
}

/** Returns the name of the header that carries the member in a call of the operation, as the API writes it. */
export function headerOf(member: HeaderMember, operation: Operation): string {
  const { header }: { header: RequestMember["header"] } = requestMembers[member];
  return typeof header === "string" ? header : (header?.[operation] ?? "");
}

/** Returns what the response's headers, whose names are in lower case, say that the service used. */
export function servedValues(
  headers: Readonly<Record<string, string>>,
): Readonly<Partial<Record<ServedMember, string>>> {
  const values = servedMembers.flatMap((name) => {
    const value = headers[headerOf(name, "InvokeModel").toLowerCase()];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}
