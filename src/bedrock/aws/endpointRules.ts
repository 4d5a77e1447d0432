import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { thrownMessage } from "../../core/thrownMessage.ts";

/** The two services of Bedrock: the runtime invokes models, the control plane lists them. */
export type Service = "bedrock-runtime" | "bedrock";

/**
 * Returns AWS's own URL of a service in a region, by the SDK's rule sets, which know the partitions; or the rules'
 * complaint as text. No I/O.
 */
export function awsUrl(
  service: Service,
  region: string,
  useFips: boolean,
  useDualStack: boolean,
): URL | string {
  const client = new BedrockRuntimeClient({ region });
  try {
    const { url } = client.config.endpointProvider({
      Region: region,
      UseFIPS: useFips,
      UseDualStack: useDualStack,
    });
    // The rules of both services are the same but for the name; the other client would add its 90 KB to this bundle.
    return service === "bedrock"
      ? new URL(url.href.replace("//bedrock-runtime", "//bedrock"))
      : url;
  } catch (error) {
    return thrownMessage(error);
  } finally {
    client.destroy();
  }
}

/**
 * True for a host of AWS that serves this service: one that the rules give for its region, or a VPC endpoint's.
 * The whole name has to match: a stranger's bucket or load balancer ends in amazonaws.com too.
 */
export function isAwsHost(service: Service, hostname: string): boolean {
  const inVpc = /^vpce-[a-z0-9-]+\.(.+?)\.vpce\.(.+)$/.exec(hostname);
  const plain = inVpc ? `${inVpc[1]}.${inVpc[2]}` : hostname;
  const region = /^[a-z-]+\.([a-z0-9-]+)\./.exec(plain)?.[1];
  if (region === undefined) return false;
  return [false, true].some((useDualStack) =>
    [false, true].some((useFips) => {
      const url = awsUrl(service, region, useFips, useDualStack);
      return url instanceof URL && url.hostname === plain;
    }),
  );
}
