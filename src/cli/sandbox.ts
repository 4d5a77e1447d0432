import { thrownMessage } from "../core/thrownMessage.ts";
import { CliError, exitCodes, usageError } from "./exitCodes.ts";
import { filled, readArguments, wholeNumber, type Options } from "./options.ts";
import type { Terminal } from "./output.ts";

export const sandboxOptions = {
  port: { type: "string", value: "N", help: "The port to listen on; a free one when absent." },
  host: {
    type: "string",
    value: "ADDRESS",
    help: "The address to listen on; 127.0.0.1 when absent, which only this machine can reach.",
  },
  models: {
    type: "string",
    value: "N",
    help: "How many foundation models to list; made-up models fill up the list.",
  },
  deny: {
    type: "string",
    multiple: true,
    value: "CALL",
    help: "A control plane operation to deny, such as ListFoundationModels; all denies every operation (repeatable).",
  },
  "without-access": {
    type: "string",
    multiple: true,
    value: "MODEL_ID",
    help: "A model that the account has no access to: invoking it is denied (repeatable).",
  },
} as const satisfies Options;

/** Serves the sandbox until SIGINT or SIGTERM; 1 when it cannot listen. */
export async function sandbox(args: readonly string[], { out }: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, sandboxOptions);
  if (positionals.length > 0) throw usageError(`sandbox takes no "${positionals.join(" ")}".`);
  const port = wholeNumber("port", values.port, 0, 65_535);
  const host = filled("host", values.host);
  const models = wholeNumber("models", values.models, 0, 100_000);
  const withoutAccess = values["without-access"]?.map((id) => filled("without-access", id) ?? "");
  const { controlPlaneCalls, startSandbox } = await import("../sandbox/server.ts");
  const deny = deniedCalls(values.deny ?? [], controlPlaneCalls);
  const running = await startSandbox({
    ...(port !== undefined && { port }),
    ...(host !== undefined && { host }),
    models,
    deny,
    withoutAccess,
  }).catch((error: unknown) => {
    throw new CliError(refusal(error, host ?? "127.0.0.1", port ?? 0), exitCodes.failed);
  });
  out.write(welcome(running.url));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await running.close();
  return exitCodes.done;
}

/** Throws a usage error for a call that the sandbox does not know: it would be denied by nobody. */
function deniedCalls(
  names: readonly string[],
  known: readonly string[],
): readonly string[] | "all" {
  const calls = names.flatMap((name) => name.split(",")).map((name) => name.trim());
  if (calls.includes("all")) return "all";
  const unknown = calls.find((call) => !known.includes(call));
  if (unknown === undefined) return calls;
  throw usageError(
    `--deny does not know the operation "${unknown}". Use all, ${known.join(", ")}.`,
  );
}

function refusal(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `port ${port} on ${host} is taken. Choose another with --port, or 0 for a free one.`;
  if (code === "EACCES")
    return `port ${port} cannot be opened by this user. Choose 1024 or higher.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `this machine does not have the address ${host}.`;
  return `the sandbox cannot listen on ${host}:${port}: ${thrownMessage(error)}`;
}

function welcome(url: string): string {
  return `The sandbox listens on ${url} until Ctrl-C. It is no model and needs no AWS account.

Try, in another terminal:
  bedrock-invoke run FILE --endpoint-url ${url} --region us-east-1 --no-sign-request
  curl ${url}     (what it can be asked to do)
`;
}
