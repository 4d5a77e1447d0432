import { CliError, exitCodes, messageOf, usageError } from "./exitCodes.ts";
import { filled, readArguments, wholeNumber, type Options } from "./options.ts";
import type { Terminal } from "./output.ts";

export const sandboxOptions = {
  port: { type: "string", value: "N", help: "The port to listen on; a free one when absent." },
  host: {
    type: "string",
    value: "ADDRESS",
    help: "The address to listen on; 127.0.0.1 when absent, which only this machine reaches.",
  },
} as const satisfies Options;

/** Serves the sandbox until SIGINT or SIGTERM; 1 when it cannot listen. */
export async function sandbox(args: readonly string[], { out }: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, sandboxOptions);
  if (positionals.length > 0) throw usageError(`sandbox takes no "${positionals.join(" ")}".`);
  const port = wholeNumber("port", values.port, 0, 65_535);
  const host = filled("host", values.host);
  const { startSandbox } = await import("../sandbox/server.ts");
  const running = await startSandbox({
    ...(port !== undefined && { port }),
    ...(host !== undefined && { host }),
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

function refusal(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `port ${port} on ${host} is taken. Choose another with --port, or 0 for a free one.`;
  if (code === "EACCES")
    return `port ${port} may not be opened by this user. Choose one from 1024.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `this machine has no address ${host}.`;
  return `the sandbox cannot listen on ${host}:${port}: ${messageOf(error)}`;
}

function welcome(url: string): string {
  return `The sandbox listens on ${url} until Ctrl-C. It is no model and needs no AWS account.

Try, in another terminal:
  bedrock-invoke run FILE --endpoint-url ${url} --region us-east-1 --no-sign-request
  curl ${url}     (what it can be asked to do)
`;
}
