import type { Connection } from "../bedrock/aws/connection.ts";
import { stringMember, type RequestDocument } from "../core/request/parse.ts";
import type { RunError } from "../core/errors.ts";
import { proxyAgent, proxyHost } from "./proxy.ts";
import type { RunSettings } from "./runOptions.ts";

/** How to reach the service, or why there is no region to reach it in; and what `--debug` tells of it, line by line. */
export interface Reached {
  readonly connection: Connection;
  readonly error: RunError | undefined;
  readonly told: readonly string[];
}

/** Puts options, file, environment and profile together, in the AWS CLI's order. Throws a usage error. */
export async function reach(settings: RunSettings, document: RequestDocument): Promise<Reached> {
  const { env } = process;
  const engine = await import("../bedrock/engine.ts");
  const found = await engine.resolveRegion({
    chosen: settings.region,
    file: stringMember(document, "region"),
    profile: settings.profile,
    profileBeforeEnvironment: false,
    env,
  });
  const connection: Connection = {
    ...engine.connectionDefaults,
    ...settings.connection,
    credentials: credentialsOf(settings),
    httpsAgent: proxyAgent(env),
    region: found.ok ? found.region : "",
  };
  if (!found.ok) return { connection, error: found.error, told: [] };
  const place = await engine.effectiveEndpoint(connection, env);
  const proxy = proxyHost(env);
  const told = [
    `signs ${signer(connection.credentials, env)}`,
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
  return { connection, error: undefined, told };
}

function credentialsOf({ noSignRequest, profile }: RunSettings): Connection["credentials"] {
  if (noSignRequest) return { kind: "none" };
  return profile === undefined ? { kind: "default" } : { kind: "profile", profile };
}

/** In words; never a key. */
function signer(credentials: Connection["credentials"], env: typeof process.env): string {
  if (credentials.kind === "none") return "nothing";
  if (credentials.kind === "profile") return `as the profile ${credentials.profile}`;
  if (env["AWS_BEARER_TOKEN_BEDROCK"]) return "with the API key of AWS_BEARER_TOKEN_BEDROCK";
  const variable = ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"].find((name) => env[name]);
  return `with the default credentials${variable ? ` (${variable} ${env[variable]})` : ""}`;
}
