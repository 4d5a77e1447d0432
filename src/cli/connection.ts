import type { Connection } from "../bedrock/aws/connection.ts";
import type { AwsContext } from "../bedrock/aws/context.ts";
import { stringMember, type RequestDocument } from "../core/request/parse.ts";
import type { RunError } from "../core/errors.ts";
import { proxyAgent, proxyHost } from "./proxy.ts";
import type { RunSettings } from "./runOptions.ts";

/** How to reach the service, or why there is no region to reach it in; and what `--debug` tells of it, line by line. */
export interface Reached {
  readonly connection: Connection;
  /** What AWS's own settings said; it holds secrets. */
  readonly context: AwsContext;
  readonly error: RunError | undefined;
  readonly told: readonly string[];
}

/** Puts options, file, environment and profile together, in the AWS CLI's order. Throws a usage error. */
export async function reach(settings: RunSettings, document: RequestDocument): Promise<Reached> {
  const { env } = process;
  const engine = await import("../bedrock/engine.ts");
  const credentials = credentialsOf(settings);
  const context = await engine.readAwsContext({ credentials }, env);
  const found = engine.resolveRegion(
    {
      chosen: settings.region,
      file: stringMember(document, "region"),
      profileBeforeEnvironment: false,
    },
    context,
  );
  const connection: Connection = {
    ...engine.connectionDefaults,
    ...settings.connection,
    credentials,
    httpsAgent: proxyAgent(env),
    region: found.ok ? found.region : "",
  };
  if (!found.ok) return { connection, context, error: found.error, told: [] };
  const place = engine.runtimeEndpoint(connection, context);
  const proxy = proxyHost(env);
  const told = [
    `signs ${signer(credentials, context)}`,
    `region ${found.region} (${found.source})`,
    ...(place.ok
      ? [
          `endpoint ${place.host} (${place.source})`,
          ...(place.note === undefined ? [] : [place.note]),
        ]
      : []),
    ...(proxy === undefined ? [] : [`proxy ${proxy} (HTTPS_PROXY)`]),
    ...(connection.verifySsl ? [] : ["certificates are not verified"]),
  ];
  return { connection, context, error: undefined, told };
}

function credentialsOf({ noSignRequest, profile }: RunSettings): Connection["credentials"] {
  if (noSignRequest) return { kind: "none" };
  return profile === undefined ? { kind: "default" } : { kind: "profile", profile };
}

/** In words; never a key. */
function signer(
  credentials: Connection["credentials"],
  { variables, profile }: AwsContext,
): string {
  if (credentials.kind === "none") return "nothing";
  if (credentials.kind === "profile") return `as the profile ${credentials.profile}`;
  if (variables["AWS_BEARER_TOKEN_BEDROCK"]) return "with the API key of AWS_BEARER_TOKEN_BEDROCK";
  const { name, source } = profile;
  return `with the default credentials${source === "default" ? "" : ` (${source} ${name})`}`;
}
