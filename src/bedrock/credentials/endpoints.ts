import type { AwsContext } from "../aws/context.ts";
import { isLoopbackHost } from "../../core/loopback.ts";
import { configuredUrl } from "../aws/endpoint.ts";
import { failureOf, LocalFailure } from "../failures/localFailure.ts";

/** Services that credentials come from, by the names that they have in `[services …]` sections. */
type CredentialService = "sts" | "sso" | "sso_oidc" | "signin";

/** Where the services are that credentials come from; what is absent is at AWS's own place. */
export type CredentialEndpoints = Readonly<Partial<Record<CredentialService, URL>>>;

/**
 * Returns the endpoints of STS and the sign-in services as the AWS CLI resolves them: AWS_ENDPOINT_URL_STS and the
 * like, AWS_ENDPOINT_URL, the profile's services section, its endpoint_url. The SDK would look into AWS_PROFILE's
 * section even when another profile is picked. Throws EndpointInvalid.
 */
export function credentialEndpoints(context: AwsContext): CredentialEndpoints {
  const endpoints: Partial<Record<CredentialService, URL>> = {};
  for (const service of ["sts", "sso", "sso_oidc", "signin"] as const) {
    const found = configuredUrl(service, context);
    if (found instanceof LocalFailure) throw found;
    if (found) endpoints[service] = checked(found.value, found.source);
  }
  return endpoints;
}

/** Keys and tokens cross the network in these calls: what is not encrypted stays on this machine. */
function checked(text: string, source: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
  if (url && isSafe && !url.username && !url.password) return url;
  throw failureOf("EndpointInvalid", { source, problem: { kind: "credentialsUnsafe" } });
}
