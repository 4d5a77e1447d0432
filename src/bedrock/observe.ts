import { Readable } from "node:stream";
import type {
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { isReadTimeout } from "./networkFailure.ts";
import { unexpectedContent } from "./unexpectedContent.ts";
import type { Run } from "./run.ts";

/** An error in a shape that the SDK's retry strategy does not take for a passing one. */
export class NotRetried extends Error {
  readonly original: unknown;

  constructor(original: unknown) {
    super("not retried");
    this.name = "NotRetried";
    this.original = original;
  }
}

/** What the stacks of both commands have in common for middleware that is the same for both. */
interface CommandStack {
  add(
    middleware: ReturnType<typeof tries>,
    options: { step: "finalizeRequest"; priority: "low"; name: string },
  ): void;
  add(
    middleware: ReturnType<typeof answers>,
    options: { step: "deserialize"; priority: "low"; name: string },
  ): void;
}

/**
 * Puts the run's eyes into one command: each try is told as it begins, the answer's headers as they come, and what
 * must not be sent twice is not retried. The SDK's output has neither headers nor what came before a body was cut.
 */
export function observe(
  { middlewareStack }: InvokeModelCommand | InvokeModelWithResponseStreamCommand,
  run: Run,
): void {
  const plugin = {
    applyToStack(stack: CommandStack) {
      // Low: after the SDK's retry and signing, so once for each request that goes out.
      stack.add(tries(run), { step: "finalizeRequest", priority: "low", name: "tellAttempts" });
      // Low: next to the wire, before the SDK has read anything of the body.
      stack.add(answers(run), { step: "deserialize", priority: "low", name: "tellResponse" });
    },
  };
  middlewareStack.use(plugin);
}

function tries(run: Run) {
  return <Args, Result>(next: (args: Args) => Promise<Result>) =>
    async (args: Args): Promise<Result> => {
      run.attempt();
      try {
        return await next(args);
      } catch (error) {
        // Either may have been billed: an answer that began, a request nobody answered in time.
        throw run.answered || isReadTimeout(error) ? new NotRetried(error) : error;
      }
    };
}

function answers(run: Run) {
  return <Args, Result extends { response: unknown }>(next: (args: Args) => Promise<Result>) =>
    async (args: Args): Promise<Result> => {
      const result = await next(args);
      const { response } = result;
      if (!isHttpResponse(response)) return result;
      run.head = { status: response.statusCode, headers: lowerCase(response.headers) };
      if (run.answered) run.tell({ type: "response", ...run.head });
      if (!(response.body instanceof Readable)) return result;
      run.incoming = response.body;
      if (run.call.operation === "InvokeModel" || !run.answered) {
        response.body = await collect(response.body, run);
      } else if (isPage(run.head.headers["content-type"])) {
        throw unexpectedContent(run.head, await collect(response.body, run));
      }
      return result;
    };
}

/** True for what a proxy or a gateway answers with in place of an event stream. */
function isPage(contentType: string | undefined): boolean {
  return contentType !== undefined && /^(text\/|application\/(json|xml|xhtml))/i.test(contentType);
}

/** Rejects when the body is cut; what had come by then is in `run.received`. */
async function collect(body: Readable, run: Run): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      body.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      body.once("end", resolve);
      body.once("error", reject);
    });
  } finally {
    run.received = join(chunks);
  }
  return run.received;
}

/** One array of its own: a small chunk may share its buffer with other connections' bytes. */
function join(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
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
