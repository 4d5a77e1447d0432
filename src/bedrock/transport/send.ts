import type { InvokeModelCommandInput } from "@aws-sdk/client-bedrock-runtime";
import {
  BedrockRuntimeClient,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import type { InvokeCall } from "../../core/request/types.ts";
import type { Connection } from "../aws/connection.ts";
import { failureOf } from "../failures/localFailure.ts";
import { eventStreamSerdeProvider, rawEventOf } from "./eventStream.ts";
import { Handler } from "./handler.ts";
import { observe } from "./observe.ts";
import type { RunReporter } from "./run.ts";
import type { OpenedClient } from "./openClient.ts";
import { Retries } from "./retries.ts";
import { isUnexpected, unexpectedContent } from "./unexpectedContent.ts";

/**
 * Sends the run's call with a client of its own, and tells what comes; resolves with the end of the answer, rejects with
 * whatever the SDK throws.
 */
export async function send(
  run: RunReporter,
  opened: OpenedClient,
  connection: Connection,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  checkHeaders(run.call);
  const client = createClient(run, opened, connection, signal);
  const input = inputOf(run.call);
  if (run.call.operation === "InvokeModel") await sendWhole(run, client, input);
  else await sendStreamed(run, client, input, signal);
}

/** A client for one run costs less than the bookkeeping that finds the run in a shared one is worth. */
function createClient(
  run: RunReporter,
  { configuration, agents, limits }: OpenedClient,
  connection: Connection,
  signal: AbortSignal,
): BedrockRuntimeClient {
  const handler = new Handler(agents, connection, signal);
  const client = new BedrockRuntimeClient({
    ...configuration,
    requestHandler: handler,
    retryStrategy: new Retries(limits, run, signal),
    eventStreamSerdeProvider,
  });
  observe(client, run, signal, handler);
  return client;
}

async function sendWhole(
  run: RunReporter,
  client: BedrockRuntimeClient,
  input: InvokeModelCommandInput,
) {
  await client.send(new InvokeModelCommand(input));
  const bytes = run.arrived();
  run.body(bytes);
  if (run.head && isUnexpected(run.head, bytes, run.call.accept)) {
    throw unexpectedContent(run.head, bytes);
  }
}

async function sendStreamed(
  run: RunReporter,
  client: BedrockRuntimeClient,
  input: InvokeModelCommandInput,
  signal: AbortSignal,
) {
  const { body } = await client.send(new InvokeModelWithResponseStreamCommand(input));
  if (!body) return;
  for await (const event of body) {
    if (signal.aborted) return;
    const raw = event.chunk?.bytes ? undefined : rawEventOf(event);
    if (raw) run.chunk(raw.bytes, raw.type);
    else run.chunk(event.chunk?.bytes);
  }
}

/**
 * Node refuses a line break too, but late, without the member's name, and with the SDK's timers left running; and it
 * sends Latin-1 letters in other bytes than the ones that were signed.
 */
function checkHeaders({
  operation: _operation,
  modelId: _modelId,
  body: _body,
  ...members
}: InvokeCall) {
  if (members.contentType.trim() === "") {
    // The SDK would send application/octet-stream in its place.
    throw failureOf("ContentTypeMissing", {});
  }
  for (const [member, value] of Object.entries(members)) {
    if (value === undefined || /^[\t\x20-\x7e]*$/.test(value)) continue;
    throw failureOf("HeaderInvalid", { member }, { member });
  }
}

function inputOf(call: InvokeCall): InvokeModelCommandInput {
  const { operation: _operation, body, ...members } = call;
  // Without bytes of ours the SDK would make up a body of its own: "{}".
  const input = { ...members, body: body ?? new Uint8Array() };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- values the SDK has no name for yet are sent as they are; the service decides.
  return input as InvokeModelCommandInput;
}
