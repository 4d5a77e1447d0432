import assert from "node:assert/strict";
import { BedrockClient } from "@aws-sdk/client-bedrock";
import { controlPlaneEndpoint } from "../../../../src/bedrock/aws/endpoint.ts";
import { contextFor } from "../../../fakes/awsContext.ts";
import { unsigned } from "../../../fakes/invokeOnce.ts";

describe("AWS's own control plane", () => {
  const regions = [
    "us-east-1",
    "eu-central-1",
    "ap-northeast-1",
    "us-gov-west-1",
    "cn-north-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eusc-de-east-1",
    "xx-new-7",
  ];
  for (const region of regions)
    it(`is in ${region} where the control plane's own rules of the SDK have it`, async () => {
      const client = new BedrockClient({ region });
      for (const useFips of [false, true])
        for (const useDualstack of [false, true]) {
          const given = { Region: region, UseFIPS: useFips, UseDualStack: useDualstack };
          let expected: string | undefined;
          try {
            expected = client.config.endpointProvider(given).url.host;
          } catch {
            // The partition has no such endpoint.
          }
          const connection = unsigned("", { region, useFips, useDualstack });
          const context = await contextFor(connection, { HOME: "/nonexistent" });
          const found = controlPlaneEndpoint(connection, context);
          assert.equal(found.ok ? found.host : undefined, expected, JSON.stringify(given));
        }
      client.destroy();
    });
});
