import type {
  InvokeModelCommandInput,
  InvokeModelWithResponseStreamCommandInput,
} from "@aws-sdk/client-bedrock-runtime";
import {
  BedrockRuntimeClient,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";

/** Parsed JSON of a shape that the test knows. */
export type Json = ReturnType<typeof JSON.parse>;

/** The real client of the AWS SDK, pointed at a sandbox, sending once. */
export function clientOf(url: string): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });
}

export type Extra = Partial<
  Omit<InvokeModelCommandInput & InvokeModelWithResponseStreamCommandInput, "modelId" | "body">
>;

/** The JSON that InvokeModel answers. */
export async function invokeJson(
  client: BedrockRuntimeClient,
  modelId: string,
  body: unknown,
  extra: Extra = {},
): Promise<Json> {
  const response = await client.send(
    new InvokeModelCommand({
      modelId,
      body: JSON.stringify(body),
      contentType: "application/json",
      ...extra,
    }),
  );
  return JSON.parse(response.body.transformToString());
}

/** The JSON of each chunk that InvokeModelWithResponseStream answers. */
export async function streamJson(
  client: BedrockRuntimeClient,
  modelId: string,
  body: unknown,
  extra: Extra = {},
  chunks: Json[] = [],
): Promise<Json[]> {
  const response = await client.send(
    new InvokeModelWithResponseStreamCommand({
      modelId,
      body: JSON.stringify(body),
      contentType: "application/json",
      ...extra,
    }),
  );
  for await (const event of response.body ?? [])
    chunks.push(JSON.parse(Buffer.from(event.chunk?.bytes ?? []).toString()));
  return chunks;
}

/** A plain POST, for what no SDK would send. */
export async function post(
  url: string,
  modelId: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  operation = "invoke",
): Promise<{ status: number; type: string; message: string; headers: Headers; text: string }> {
  const response = await fetch(`${url}/model/${encodeURIComponent(modelId)}/${operation}`, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", ...headers },
  });
  const text = await response.text();
  let message = "";
  try {
    message = JSON.parse(text).message;
  } catch {
    // Not every answer is JSON.
  }
  const type = response.headers.get("x-amzn-errortype")?.split(":", 1)[0] ?? "";
  return { status: response.status, type, message, headers: response.headers, text };
}

/** A valid body for the model, with this prompt; no pause between chunks. */
export function bodyFor(shape: keyof typeof shapes, prompt: string): Record<string, unknown> {
  return shapes[shape](`${prompt} [sandbox:pace=0]`);
}

const chat = (content: string) => ({ messages: [{ role: "user", content }] });
const shapes = {
  anthropic: (text: string) => ({
    anthropic_version: "bedrock-2023-05-31",
    max_tokens: 1000,
    ...chat(text),
  }),
  nova: (text: string) => ({ messages: [{ role: "user", content: [{ text }] }] }),
  chat,
  prompt: (prompt: string) => ({ prompt }),
  titan: (inputText: string) => ({ inputText }),
  commandR: (message: string) => ({ message }),
  pegasus: (inputPrompt: string) => ({ inputPrompt, mediaSource: { base64String: "AAAA" } }),
};
