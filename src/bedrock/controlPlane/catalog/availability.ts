import { GetFoundationModelAvailabilityCommand } from "@aws-sdk/client-bedrock";
import { baseModelId } from "../../../core/models/family.ts";
import type { ModelAvailability } from "../../../core/models/liveModels.ts";
import type { Connection } from "../../aws/connection.ts";
import type { Answered, AskOptions } from "./ask.ts";
import { askOnce } from "./ask.ts";
import { member, text } from "./read.ts";

/**
 * Asks what the account may do with a foundation model; of a cross-region profile, with the model behind it. Never
 * rejects. An ARN that hides its model is resolved with `resolveModel` first.
 */
export async function modelAvailability(
  connection: Connection,
  modelId: string,
  options: AskOptions,
): Promise<Answered<ModelAvailability>> {
  const call = "GetFoundationModelAvailability";
  const base = baseModelId(modelId);
  return askOnce(connection, options, call, async ({ client, options: sendOptions }) => {
    const command = new GetFoundationModelAvailabilityCommand({ modelId: base });
    const output = await client.send(command, sendOptions);
    const agreement = member(output, "agreementAvailability");
    return {
      modelId: base,
      agreement: text(agreement, "status") ?? "",
      agreementError: text(agreement, "errorMessage"),
      authorization: text(output, "authorizationStatus") ?? "",
      entitlement: text(output, "entitlementAvailability") ?? "",
      region: text(output, "regionAvailability") ?? "",
    };
  });
}
