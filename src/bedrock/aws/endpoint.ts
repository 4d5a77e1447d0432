import { isLoopbackHost } from "../../core/loopback.ts";
import type { EndpointProblem } from "../../core/diagnosis/ownFailures.ts";
import type { RunError } from "../../core/errors.ts";
import type { AwsContext, AwsSetting } from "./context.ts";
import { contextFailure, isSwitchedOn, settingOf } from "./context.ts";
import type { Connection } from "./connection.ts";
import type { Service } from "./endpointRules.ts";
import { awsUrl, isAwsHost } from "./endpointRules.ts";
import { errorOfFailure, failureOf, LocalFailure } from "../failures/localFailure.ts";
import { misnamedInConfig, sectionHeader } from "./misnamedSection.ts";
import { isRegionName } from "./region.ts";
import { servicesSection } from "./sections.ts";

/** The endpoint in force. `source` says in words where it came from; `isAws` is true only for a Bedrock host of AWS. */
export type EffectiveEndpoint =
  | {
      readonly ok: true;
      readonly url: string;
      /** With the port, where one is given. */
      readonly host: string;
      readonly source: string;
      /** What the user asked for and does not get, as a sentence. */
      readonly note?: string | undefined;
      readonly isAws: boolean;
      readonly isLoopback: boolean;
    }
  | { readonly ok: false; readonly error: RunError };

type Located = Pick<
  Connection,
  "region" | "endpointUrl" | "controlPlaneUrl" | "useFips" | "useDualstack"
>;

/**
 * Returns the URL that requests go to: what was chosen, else the environment's, else the profile's, else AWS's own.
 * The order is that of https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html; the SDK itself looks
 * into AWS_PROFILE's section even when another profile is picked, so it is resolved here and passed on.
 */
export function runtimeEndpoint(connection: Located, context: AwsContext): EffectiveEndpoint {
  return resolved("bedrock-runtime", connection.endpointUrl, connection, context);
}

/**
 * Returns the URL of the control plane, which lists models and guardrails, by the same rules as the runtime's.
 * A chosen endpoint on this machine serves both: that is how the sandbox and other stand-ins work, and asking AWS
 * there would need credentials nobody has. Any other chosen endpoint is a gateway or VPC endpoint of the runtime
 * alone, so the lists still come from where they would without it.
 */
export function controlPlaneEndpoint(connection: Located, context: AwsContext): EffectiveEndpoint {
  const { controlPlaneUrl, endpointUrl } = connection;
  const chosen = controlPlaneUrl || (isLoopbackUrl(endpointUrl) ? endpointUrl : undefined);
  return resolved("bedrock", chosen, connection, context);
}

function resolved(
  service: Service,
  chosen: string | undefined,
  connection: Located,
  context: AwsContext,
): EffectiveEndpoint {
  const { region } = connection;
  const failure = chosen ? undefined : contextFailure(context);
  if (failure) return fail(failure);
  if (region === "") return fail(failureOf("RegionMissing", {}));
  if (!isRegionName(region)) return fail(failureOf("RegionInvalid", { region, source: "" }));
  const useFips =
    connection.useFips ?? isSwitchedOn(context, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
  const useDualstack =
    connection.useDualstack ??
    isSwitchedOn(context, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
  const given = chosen ? { value: chosen, source: "chosen" } : configuredUrl(service, context);
  if (given instanceof LocalFailure) return fail(given);
  if (given) {
    // As the AWS CLI has it: an endpoint URL is used as it is. It says nothing of it; we do.
    return checked(service, given.value, given.source, ignoredNote(useFips, useDualstack));
  }
  const url = awsUrl(service, region, useFips, useDualstack);
  return url instanceof URL
    ? checked(service, url.href, "AWS", undefined)
    : invalid("", { kind: "rules", words: url });
}

function ignoredNote(useFips: boolean, useDualstack: boolean): string | undefined {
  const asked = [useFips ? "FIPS" : "", useDualstack ? "dual-stack" : ""].filter(Boolean);
  if (asked.length === 0) return undefined;
  return `${asked.join(" and ")} ${asked.length > 1 ? "are" : "is"} ignored because an endpoint URL is set.`;
}

function isLoopbackUrl(text: string | undefined): boolean {
  return text !== undefined && URL.canParse(text) && isLoopbackHost(new URL(text).hostname);
}

/**
 * Returns the endpoint URL that the environment or the profile sets for a service (bedrock-runtime, sts, sso_oidc …), and
 * where it stands; ServicesSectionMissing where the profile's services section does not exist: without
 * this failure, the endpoint that it should name would be ignored without a word.
 */
export function configuredUrl(
  service: string,
  context: AwsContext,
): AwsSetting | LocalFailure | undefined {
  const { files, profile } = context;
  if (
    isSwitchedOn(context, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")
  )
    return undefined;
  const id = service.replace("-", "_");
  const variables = [`AWS_ENDPOINT_URL_${id.toUpperCase()}`, "AWS_ENDPOINT_URL"];
  const ofEnvironment = settingOf({ ...context, profile: noProfile }, variables, "");
  if (ofEnvironment) return ofEnvironment;
  const source = `profile ${profile.name}`;
  const name = profile.section?.["services"];
  const services = name === undefined ? undefined : servicesSection(files, name);
  if (name !== undefined && !services) {
    return failureOf("ServicesSectionMissing", {
      profile: profile.name,
      services: name,
      section: sectionHeader("services", name),
      finding: misnamedInConfig(files, "services", name),
    });
  }
  const value = services?.[`${id}.endpoint_url`] || profile.section?.["endpoint_url"];
  return value ? { value, source } : undefined;
}

const noProfile = { name: "", source: "default", signs: false, section: undefined } as const;

function checked(
  service: Service,
  text: string,
  source: string,
  note: string | undefined,
): EffectiveEndpoint {
  if (!URL.canParse(text)) return invalid(source, { kind: "notUrl" });
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return invalid(source, { kind: "scheme", scheme: url.protocol });
  if (url.username || url.password) return invalid(source, { kind: "userInfo" });
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.protocol === "http:" && !isLoopback)
    return invalid(source, { kind: "notEncrypted", host: url.host });
  return {
    ok: true,
    url: url.href.replace(/\/$/, ""),
    host: url.host,
    source,
    ...(note === undefined ? {} : { note }),
    isAws: isAwsHost(service, url.hostname),
    isLoopback,
  };
}

function invalid(source: string, problem: EndpointProblem): EffectiveEndpoint {
  return fail(failureOf("EndpointInvalid", { source, problem }));
}

function fail(failure: LocalFailure): EffectiveEndpoint {
  return { ok: false, error: errorOfFailure(failure) };
}
