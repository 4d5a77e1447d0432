import type { Connection } from "../bedrock/aws/connection.ts";
import { rootOption } from "./bodyFile.ts";
import { usageError } from "./exitCodes.ts";
import { filled, readArguments, seconds, wholeNumber, type Options } from "./options.ts";
import type { Query } from "../core/run/query.ts";
import { compileQueryOption } from "./query.ts";

/** The options of `run`; named as the AWS CLI names them where it has one. */
export const runOptions = {
  profile: {
    type: "string",
    value: "NAME",
    help: "The AWS profile to sign with; else AWS_DEFAULT_PROFILE, AWS_PROFILE or the default credentials.",
  },
  region: {
    type: "string",
    value: "NAME",
    help: "The AWS Region; else the file's, AWS_REGION, AWS_DEFAULT_REGION, the profile's.",
  },
  "endpoint-url": {
    type: "string",
    value: "URL",
    help: "Send to this URL: https, or http for localhost only.",
  },
  "no-sign-request": {
    type: "boolean",
    help: "Do not sign; for localhost endpoints only.",
  },
  "ca-bundle": {
    type: "string",
    value: "FILE",
    help: "PEM file of certificates to trust; else AWS_CA_BUNDLE, the profile's ca_bundle.",
  },
  "no-verify-ssl": { type: "boolean", help: "Do not verify certificates. Dangerous." },
  "read-timeout": {
    type: "string",
    value: "SECONDS",
    help: "The maximum time without data from the service, 300 when absent; 0 for no timeout.",
  },
  "connect-timeout": {
    type: "string",
    value: "SECONDS",
    help: "The maximum time to wait for a connection, 10 when absent; 0 for no timeout.",
  },
  timeout: {
    type: "string",
    value: "SECONDS",
    help: "The maximum time for the whole call, with all attempts and the whole stream; no limit when absent or 0.",
  },
  "max-attempts": {
    type: "string",
    value: "N",
    help: "The maximum number of attempts; else AWS_MAX_ATTEMPTS, the profile's max_attempts, 3. If none of them is set, a model that is not ready is tried up to 6 times. A request is not sent again after the answer starts.",
  },
  stream: { type: "boolean", help: "Call InvokeModelWithResponseStream, whatever the file says." },
  "no-stream": { type: "boolean", help: "Call InvokeModel, whatever the file says." },
  var: {
    type: "string",
    multiple: true,
    value: "NAME=VALUE",
    help: 'A text for {{NAME}} in the body; overrides the file\'s "variables". Repeatable.',
  },
  ...rootOption,
  query: {
    type: "string",
    value: "JMESPATH",
    help: "Print what this expression finds in the run record.",
  },
  output: {
    type: "string",
    value: "FORMAT",
    help: "text (the default): the decoded text, as it arrives; the JSON where there is none.\njson: the run record.\nbody: the answer's bytes; of a stream, each event's JSON on a line.",
  },
  outfile: {
    type: "string",
    value: "FILE",
    help: "Also save the answer's bytes, as --output body prints them. The received part of an incomplete answer is saved as FILE.incomplete, or in the run record with --save.",
  },
  save: {
    type: "string",
    value: "FILE",
    help: "Also save the run record, however the run ended, without what a guardrail hid.",
  },
  debug: { type: "boolean", help: "Print what happens on standard error, without keys or bodies." },
  anyway: {
    type: "boolean",
    help: "Send the request even if it has errors that the service may reject.",
  },
} as const satisfies Options;

export const runDetails: readonly string[] = [
  "Exit codes:\n  0    done\n  1    the request failed, a stream ended without its terminator, --query does not fit the answer, or a file could not be saved\n  2    nothing was sent: wrong usage, errors in the file, no region, no credentials, or a file to save to that cannot be written\n  130  cancelled (Ctrl-C); the part already received is printed",
  "The AWS CLI's environment variables apply here too: AWS_DEFAULT_PROFILE, AWS_PROFILE, AWS_BEARER_TOKEN_BEDROCK, AWS_ENDPOINT_URL_BEDROCK_RUNTIME, AWS_USE_FIPS_ENDPOINT and others. HTTPS_PROXY sets a proxy, NO_PROXY the hosts to reach without it; localhost never uses it.",
  "A stream that ends without its terminator may be incomplete; the part received is printed. With --output json, the record also contains the error. An answer in which a guardrail intervened ends with exit code 0 and a note on standard error. --query prints a string as plain text with --output text, else as JSON.",
];

export type OutputFormat = "text" | "json" | "body";

/** The options of `run`, read and checked. */
export interface RunSettings {
  readonly file: string;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly noSignRequest: boolean;
  /** Absent members take the defaults. */
  readonly connection: Partial<Connection>;
  readonly streaming: boolean | undefined;
  readonly variables: Readonly<Record<string, string>>;
  /** Folders besides the project's in which a body file may be. */
  readonly roots: readonly string[];
  readonly query: Query | undefined;
  readonly output: OutputFormat;
  readonly outfile: string | undefined;
  readonly save: string | undefined;
  readonly debug: boolean;
  readonly anyway: boolean;
}

/** Reads the arguments of `run`. Throws a usage error. */
export function readRunSettings(args: readonly string[]): RunSettings {
  const { values, positionals } = readArguments(args, runOptions);
  const [file, ...others] = positionals;
  if (file === undefined) throw usageError("run needs a FILE, or - for standard input.");
  if (others.length > 0) throw usageError(`run takes one FILE; what is "${others.join(" ")}"?`);
  if (values.stream && values["no-stream"])
    throw usageError("--stream and --no-stream exclude each other.");
  if (values["no-sign-request"] && values.profile !== undefined)
    throw usageError("--no-sign-request and --profile exclude each other.");
  const output = outputFormat(values.output);
  const query = filled("query", values.query);
  if (query !== undefined && output === "body")
    throw usageError("--query reads the run record; --output body prints the answer's bytes.");
  return {
    file,
    region: filled("region", values.region),
    profile: filled("profile", values.profile),
    noSignRequest: values["no-sign-request"] ?? false,
    connection: readConnection(values),
    streaming: values.stream ? true : values["no-stream"] ? false : undefined,
    variables: readVariables(values.var ?? []),
    roots: values.root ?? [],
    query: query === undefined ? undefined : compileQueryOption(query),
    output,
    outfile: filled("outfile", values.outfile),
    save: filled("save", values.save),
    debug: values.debug ?? false,
    anyway: values.anyway ?? false,
  };
}

function readConnection(
  values: Readonly<Partial<Record<keyof typeof runOptions, unknown>>>,
): Partial<Connection> {
  const text = (name: keyof typeof runOptions) => {
    const value = values[name];
    return filled(name, typeof value === "string" ? value : undefined);
  };
  const read = {
    endpointUrl: text("endpoint-url"),
    caBundle: text("ca-bundle"),
    readTimeoutMs: seconds("read-timeout", text("read-timeout")),
    connectTimeoutMs: seconds("connect-timeout", text("connect-timeout")),
    totalTimeoutMs: seconds("timeout", text("timeout")),
    maxAttempts: wholeNumber("max-attempts", text("max-attempts"), 1, 100),
    verifySsl: values["no-verify-ssl"] === true ? false : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function outputFormat(text: string | undefined): OutputFormat {
  if (text === undefined || text === "text") return "text";
  if (text === "json" || text === "body") return text;
  throw usageError(`--output is text, json or body, not "${text}".`);
}

function readVariables(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((each) => {
      const at = each.indexOf("=");
      if (at <= 0) throw usageError(`--var is NAME=VALUE, not "${each}".`);
      return [each.slice(0, at), each.slice(at + 1)];
    }),
  );
}
