import { endpointSetting, proxySetting, retry, showLog, switchProfile } from "./actions.ts";
import { accessDenied } from "./accessRemedies.ts";
import { credentials, isAboutCredentials } from "./credentialRemedies.ts";
import type { Failure, Remedy } from "./remedy.ts";
import { resourceNotFound, throttled } from "./modelRemedies.ts";
import { validationRemedy } from "./validationRemedy.ts";

/** What to do about everything without a name of its own: names nobody has documented, gateways, proxies. */
export function remedyByStatus(failure: Failure): Remedy {
  const { name, message, httpStatus, endpointHost } = failure;
  const host = endpointHost ?? "the endpoint";
  if (isAboutCredentials(failure)) return credentials(failure);
  if (httpStatus === undefined) return unknown(name);
  if (httpStatus === 407) return proxySignIn();
  if (httpStatus >= 300 && httpStatus < 400)
    return {
      remedy: `${host} answered with a redirect, which Bedrock never does. Check the endpoint URL and whether a proxy or a login page stands in between.`,
      actions: [endpointSetting, proxySetting, retry],
    };
  if (httpStatus === 403 && /authoriz|access|denied|api key|token/i.test(message))
    return accessDenied(failure);
  if (httpStatus === 401 || httpStatus === 403)
    return {
      remedy:
        "The credentials were not accepted, or something on the way refuses the request. Check which profile or API key is in use and where the request goes, then retry.",
      actions: [switchProfile, endpointSetting, retry],
    };
  if (httpStatus === 404 && /model|resource|arn/i.test(message)) return resourceNotFound(failure);
  if (httpStatus === 404)
    return {
      remedy: `${host} has nothing at this address. Check the endpoint URL: it ends at the host, without /model or a version.`,
      actions: [endpointSetting, retry],
    };
  if (httpStatus === 413) return tooLarge();
  if (httpStatus === 429) return throttled(failure);
  if (httpStatus === 400 && /model|malformed|input|body|guardrail/i.test(message))
    return validationRemedy(failure);
  if (httpStatus >= 500)
    return {
      remedy: `${host} failed on its own side, or a proxy on the way could not reach it. Retry in a moment; if it goes on, keep the request id for AWS Support.`,
      actions: [retry, showLog],
    };
  return unknown(name);
}

/** What to do about a body that is over a limit. */
export function tooLarge(): Remedy {
  return {
    remedy:
      "The request is too large for the endpoint or for a proxy on the way. Bedrock itself takes bodies up to 25,000,000 bytes, and a model may take less. Send less: smaller pictures, fewer documents.",
    actions: [{ id: "goToBody", title: "Go to Body" }],
  };
}

/** What to do about a proxy that wants a name and a password. */
export function proxySignIn(): Remedy {
  return {
    remedy:
      "A proxy on the way wants you to sign in. Put its user name and password into the proxy settings (in VS Code http.proxy, elsewhere HTTPS_PROXY), then retry.",
    actions: [proxySetting, retry],
  };
}

function unknown(name: string): Remedy {
  return {
    remedy: `${name || "This error"} is not among the errors Bedrock documents. Read the message above; the log has the whole course of the run.`,
    actions: [retry, showLog],
  };
}
