import { Readable } from "node:stream";
import type { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { answerTooLarge, limitAnswer } from "../failures/answerLimit.ts";
import type { Handler } from "./handler.ts";
import { isReadTimeout } from "../failures/networkFailure.ts";
import { unexpectedContent } from "./unexpectedContent.ts";
import type { RunReporter } from "./run.ts";

/** An error in a shape that the SDK's retry strategy does not take for a passing one. */
export class NotRetried extends Error {
  readonly original: unknown;

  constructor(original: unknown) {
    super("not retried");
    this.name = "NotRetried";
    this.original = original;
  }
}

/**
 * Puts a run's eyes into its client: each try is told as it begins, the answer's headers as they come, and what must not
 * be sent twice is not retried. The SDK's output has neither headers nor what came before a body was cut.
 */
export function observe(
  client: BedrockRuntimeClient,
  run: RunReporter,
  signal: AbortSignal,
  handler: Handler,
): void {
  // Low: after the SDK's retry and signing, so once for each request that goes out.
  client.middlewareStack.add(tries(run, signal), { step: "finalizeRequest", priority: "low" });
  // Low: next to the wire, before the SDK has read anything of the body.
  client.middlewareStack.add(answers(run, handler), { step: "deserialize", priority: "low" });
}

function tries(run: RunReporter, signal: AbortSignal) {
  return <Args, Result>(next: (args: Args) => Promise<Result>) =>
    async (args: Args): Promise<Result> => {
      // Ended while it waited for the next try.
      if (signal.aborted) throw new NotRetried(new Error("The run has ended."));
      run.attempt();
      try {
        return await next(args);
      } catch (error) {
        // The first two may have been billed: an answer that began, a request nobody answered in time.
        if (run.answered || isReadTimeout(error) || signal.aborted) throw new NotRetried(error);
        throw error;
      }
    };
}

function answers(run: RunReporter, handler: Handler) {
  return <Args, Result extends { response: unknown }>(next: (args: Args) => Promise<Result>) =>
    async (args: Args): Promise<Result> => {
      const result = await next(args);
      const { response } = result;
      if (isHttpResponse(response))
        await takeAnswer(run, response, handler.maxBytes(response.statusCode));
      return result;
    };
}

async function takeAnswer(
  run: RunReporter,
  response: HttpResponse,
  maxBytes: number,
): Promise<void> {
  run.head = { status: response.statusCode, headers: lowerCase(response.headers) };
  if (run.answered) run.tellHead();
  if (!(response.body instanceof Readable)) return;
  run.incoming = response.body;
  response.body.once("error", (error) => (run.broken = error));
  if (run.call.operation === "InvokeModel" || !run.answered) {
    response.body = await collect(response.body, run, maxBytes);
  } else if (isPage(run.head.headers["content-type"])) {
    throw unexpectedContent(run.head, await collect(response.body, run, maxBytes));
  } else {
    limitAnswer(response.body, maxBytes);
  }
}

/** True for what a proxy or a gateway answers with in place of an event stream. */
function isPage(contentType: string | undefined): boolean {
  return contentType !== undefined && /^(text\/|application\/(json|xml|xhtml))/i.test(contentType);
}

/** Rejects when the body is cut; the run holds what had come by then. */
async function collect(body: Readable, run: RunReporter, maxBytes: number): Promise<Uint8Array> {
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    body.on("data", (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) run.take(chunk);
      else body.destroy(answerTooLarge(maxBytes));
    });
    body.once("end", resolve);
    body.once("error", reject);
    body.once("close", () => reject(new Error("The answer was closed before its end.")));
  });
  return run.arrived();
}

interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: unknown;
}

function isHttpResponse(value: unknown): value is HttpResponse {
  return typeof value === "object" && value !== null && "statusCode" in value && "headers" in value;
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
