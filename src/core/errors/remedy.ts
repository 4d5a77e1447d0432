import type { RemedyAction } from "../errors.ts";
import type { JsonValue } from "../json.ts";
import { openSettings, retry, showLog, switchProfile } from "./actions.ts";
import { localRemedies } from "./localRemedies.ts";
import { serviceRemedies } from "./serviceRemedies.ts";

/** What is known of a failure when its remedy is looked for. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly httpStatus?: number | undefined;
  readonly members: Readonly<Record<string, JsonValue>>;
  readonly region?: string | undefined;
  readonly modelId?: string | undefined;
  readonly operation?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpointHost?: string | undefined;
  /** What was seen in the ~/.aws files when credentials failed, as a sentence. */
  readonly finding?: string | undefined;
}

export interface Remedy {
  readonly remedy: string;
  readonly actions: readonly RemedyAction[];
}

/** Returns what happened and what to do next, never empty, with the steps that can be buttons. */
export function remedyFor(failure: Failure): Remedy {
  const find = ownValue(serviceRemedies, failure.name) ?? ownValue(localRemedies, failure.name);
  return find?.(failure) ?? remedyByStatus(failure);
}

/** Everything without a remedy of its own: names nobody has documented, gateways, proxies. */
function remedyByStatus({ name, httpStatus, endpointHost }: Failure): Remedy {
  const host = endpointHost ?? "the endpoint";
  if (httpStatus === 407) {
    return {
      remedy:
        "A proxy on the way wants you to sign in. Put the proxy's user name and password into your proxy settings, then retry.",
      actions: [openSettings, retry],
    };
  }
  if (httpStatus !== undefined && httpStatus >= 300 && httpStatus < 400) {
    return {
      remedy: `${host} answered with a redirect, which Bedrock never does. Check the endpoint URL and whether a proxy or a login page stands in between.`,
      actions: [openSettings, retry],
    };
  }
  if (httpStatus === 401 || httpStatus === 403) {
    return {
      remedy:
        "The credentials were not accepted. Check which profile or API key is in use, then retry.",
      actions: [switchProfile, retry],
    };
  }
  if (httpStatus === 413) {
    return {
      remedy:
        "The request was too large for the endpoint or for a proxy on the way. Bedrock itself takes bodies up to 25,000,000 bytes.",
      actions: [],
    };
  }
  if (httpStatus !== undefined && httpStatus >= 500) {
    return {
      remedy: `${host} failed on its own side. Retry in a moment; if it goes on, keep the request id for AWS Support.`,
      actions: [retry, showLog],
    };
  }
  return {
    remedy: `${name} is not among the errors Bedrock documents. Read the message above; the log has the whole course of the run.`,
    actions: [retry, showLog],
  };
}

function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
