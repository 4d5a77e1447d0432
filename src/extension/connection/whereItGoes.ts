import type { EffectiveEndpoint } from "../../bedrock/aws/endpoint.ts";

type Place = EffectiveEndpoint & { readonly ok: true };

/** The hosts of a connection, in words to show. */
export interface WhereItGoes {
  readonly endpointHost: string;
  /** "AWS", "setting", "AWS_ENDPOINT_URL", "profile x", "sandbox" … */
  readonly endpointSource: string;
  /** What was asked for beside an endpoint URL and is not had, as a sentence. */
  readonly endpointNote?: string;
  /** The runtime's host is AWS's own. */
  readonly isAws: boolean;
  /** The runtime's host is this machine. */
  readonly isLocal: boolean;
  /** The control plane's host; undefined where what is set for it is no URL to send to. */
  readonly controlPlaneHost?: string;
  /** As `endpointSource`, or what is wrong. */
  readonly controlPlaneSource: string;
}

/** Returns the words for the two endpoints of a connection. */
export function whereItGoes(
  runtime: Place,
  control: EffectiveEndpoint,
  sandbox: boolean,
): WhereItGoes {
  const words = (source: string) =>
    source === "chosen" ? (sandbox ? "sandbox" : "setting") : source;
  return {
    endpointHost: runtime.host,
    endpointSource: words(runtime.source),
    ...(runtime.note !== undefined && { endpointNote: runtime.note }),
    isAws: runtime.isAws,
    isLocal: runtime.isLoopback,
    ...(control.ok && { controlPlaneHost: control.host }),
    controlPlaneSource: control.ok ? words(control.source) : control.error.message,
  };
}

/** Returns the hosts that are neither AWS's nor this machine. */
export function strangers(places: readonly EffectiveEndpoint[]): readonly string[] {
  const hosts = places.flatMap((place) =>
    place.ok && !place.isAws && !place.isLoopback ? [place.host] : [],
  );
  return [...new Set(hosts)];
}
