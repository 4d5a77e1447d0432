import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import type { RunError } from "../core/errors.ts";
import type { AwsFiles, Environment, IniSection } from "./awsFiles.ts";
import { profileSection, readAwsFiles } from "./awsFiles.ts";
import type { Connection } from "./connection.ts";
import { localFailure } from "./localFailure.ts";
import { isRegionName } from "./region.ts";

/** The endpoint in force. `source` says in words where it came from; `isAws` is true for a Bedrock host of AWS alone. */
export type EffectiveEndpoint =
  | {
      readonly ok: true;
      readonly url: string;
      /** With the port, where one is given. */
      readonly host: string;
      readonly source: string;
      readonly isAws: boolean;
      readonly isLoopback: boolean;
    }
  | { readonly ok: false; readonly error: RunError };

/**
 * Returns the URL that requests go to: what was chosen, else the environment's, else the profile's, else AWS's own.
 * The order is that of https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html; the SDK itself looks
 * into AWS_PROFILE's section even when another profile is picked, so it is resolved here and passed on.
 */
export async function effectiveEndpoint(
  connection: Pick<Connection, "credentials" | "region" | "endpointUrl">,
  env: Environment,
): Promise<EffectiveEndpoint> {
  const { credentials, region } = connection;
  if (!isRegionName(region)) {
    if (region === "") return fail("RegionMissing", "No region is set.");
    return fail(
      "RegionInvalid",
      `"${region}" cannot be a region: letters, digits and hyphens alone.`,
    );
  }
  if (connection.endpointUrl) return checked(connection.endpointUrl, "chosen");
  const files = await readAwsFiles(env);
  const name =
    credentials.kind === "profile" ? credentials.profile : env["AWS_PROFILE"] || "default";
  const profile = profileSection(files, name) ?? {};
  const configured = configuredUrl(files, profile, name, env);
  if (configured) return checked(configured.url, configured.source);
  const flag = (variable: string, key: string) => (env[variable] ?? profile[key]) === "true";
  const url = awsUrl(
    region,
    flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
    flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
  );
  return url instanceof URL ? checked(url.href, "AWS") : fail("EndpointInvalid", url);
}

/** True for hosts that never leave this machine: localhost, 127.0.0.0/8, ::1. */
function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}

function configuredUrl(
  files: AwsFiles,
  profile: IniSection,
  name: string,
  env: Environment,
): { url: string; source: string } | undefined {
  const ignore =
    env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? profile["ignore_configured_endpoint_urls"];
  if (ignore === "true") return undefined;
  const services = profile["services"]
    ? files.config[`services.${profile["services"]}`]
    : undefined;
  const candidates = [
    [env["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"], "AWS_ENDPOINT_URL_BEDROCK_RUNTIME"],
    [env["AWS_ENDPOINT_URL"], "AWS_ENDPOINT_URL"],
    [services?.["bedrock_runtime.endpoint_url"], `profile ${name}`],
    [profile["endpoint_url"], `profile ${name}`],
  ] as const;
  for (const [url, source] of candidates) if (url) return { url, source };
  return undefined;
}

/** The SDK's own rule set knows the partitions; it answers without any I/O. Returns its complaint as text. */
function awsUrl(region: string, useFips: boolean, useDualStack: boolean): URL | string {
  const client = new BedrockRuntimeClient({ region });
  try {
    return client.config.endpointProvider({
      Region: region,
      UseFIPS: useFips,
      UseDualStack: useDualStack,
    }).url;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    client.destroy();
  }
}

function checked(text: string, source: string): EffectiveEndpoint {
  if (!URL.canParse(text)) return fail("EndpointInvalid", `The endpoint (${source}) is not a URL.`);
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return fail(
      "EndpointInvalid",
      `The endpoint (${source}) begins with ${url.protocol}// — http or https is needed.`,
    );
  }
  if (url.username || url.password) {
    return fail("EndpointInvalid", `The endpoint (${source}) holds a user name or password.`);
  }
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.protocol === "http:" && !isLoopback) {
    return fail(
      "EndpointInvalid",
      `The endpoint ${url.host} (${source}) is not encrypted: http is for this machine alone.`,
    );
  }
  return {
    ok: true,
    url: url.href.replace(/\/$/, ""),
    host: url.host,
    source,
    isAws: isAwsHost(url.hostname),
    isLoopback,
  };
}

/** A whole-name match: an S3 bucket or a load balancer of a stranger ends in amazonaws.com too. */
function isAwsHost(hostname: string): boolean {
  const service = String.raw`(vpce-[a-z0-9-]+\.)?bedrock-runtime(-fips)?\.[a-z0-9-]+(\.vpce)?`;
  const suffixes = String.raw`(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)`;
  return new RegExp(`^${service}\\.${suffixes}$`).test(hostname);
}

function fail(name: string, message: string): EffectiveEndpoint {
  return { ok: false, error: localFailure(name, message) };
}
