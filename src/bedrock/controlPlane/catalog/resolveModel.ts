import {
  GetCustomModelCommand,
  GetCustomModelDeploymentCommand,
  GetInferenceProfileCommand,
  GetPromptRouterCommand,
  GetProvisionedModelThroughputCommand,
} from "@aws-sdk/client-bedrock";
import { foundationModelOf } from "../../../core/models/modelArn.ts";
import type { Connection } from "../../aws/connection.ts";
import type { Ask, Asking, AskOptions } from "./ask.ts";
import { withControlPlane } from "./ask.ts";
import { modelArns } from "./liveModelOf.ts";
import { text } from "./read.ts";

/**
 * The id of the foundation model behind an ARN (or id): read from it where it tells, else asked of the control plane.
 * Undefined where that is not allowed, fails, or the model behind it is none of Bedrock's. Never rejects.
 */
export async function resolveModel(
  connection: Connection,
  arn: string,
  options: AskOptions,
): Promise<string | undefined> {
  const told = foundationModelOf(arn);
  if (told !== undefined) return told;
  const asked = await withControlPlane(connection, options, (ask) => follow(ask, arn, 3));
  return asked.ok ? asked.value : undefined;
}

/** A deployment leads to a custom model, and that to its base: at most `steps` are gone. */
async function follow(ask: Ask, arn: string, steps: number): Promise<string | undefined> {
  const told = foundationModelOf(arn);
  if (told !== undefined || steps === 0) return told;
  const kind = /^arn:aws(?:-[^:]+)?:bedrock:[^:]*:[^:]*:([^/]+)\//.exec(arn)?.[1] ?? "";
  const getter = Object.hasOwn(getters, kind) ? getters[kind] : undefined;
  if (!getter) return undefined;
  const asked = await ask(getter.call, (asking) => getter.next(asking, arn));
  if (!asked.ok) return undefined;
  for (const next of asked.value) {
    const found = await follow(ask, next, steps - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Getter {
  readonly call: string;
  /** The ARNs or ids that it leads to, the surest first. */
  readonly next: (asking: Asking, arn: string) => Promise<readonly string[]>;
}

const profile: Getter = {
  call: "GetInferenceProfile",
  next: async ({ client, options }, arn) =>
    modelArns(
      await client.send(
        new GetInferenceProfileCommand({ inferenceProfileIdentifier: arn }),
        options,
      ),
    ),
};

const router: Getter = {
  call: "GetPromptRouter",
  next: async ({ client, options }, arn) =>
    modelArns(await client.send(new GetPromptRouterCommand({ promptRouterArn: arn }), options)),
};

/** By the resource's kind as it stands in the ARN. */
const getters: Readonly<Record<string, Getter>> = {
  "application-inference-profile": profile,
  "inference-profile": profile,
  "prompt-router": router,
  "default-prompt-router": router,
  "provisioned-model": {
    call: "GetProvisionedModelThroughput",
    next: async ({ client, options }, arn) => {
      const command = new GetProvisionedModelThroughputCommand({ provisionedModelId: arn });
      return textsOf(await client.send(command, options), "foundationModelArn", "modelArn");
    },
  },
  "custom-model-deployment": {
    call: "GetCustomModelDeployment",
    next: async ({ client, options }, arn) => {
      const command = new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier: arn });
      return textsOf(await client.send(command, options), "modelArn");
    },
  },
  "custom-model": {
    call: "GetCustomModel",
    next: async ({ client, options }, arn) => {
      const command = new GetCustomModelCommand({ modelIdentifier: arn });
      return textsOf(await client.send(command, options), "baseModelArn");
    },
  },
};

function textsOf(output: unknown, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => text(output, name) ?? []);
}
