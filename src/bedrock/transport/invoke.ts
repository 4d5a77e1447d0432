import type { InvokeCall } from "../../core/request/types.ts";
import type { RunEvent } from "../../core/run/events.ts";
import type { Connection } from "../aws/connection.ts";
import { fileSecrets } from "../credentials/files.ts";
import { credentialsFinding, namedProfile } from "../aws/finding.ts";
import { signInOf } from "../aws/profiles.ts";
import type { MfaPrompt } from "../credentials/roles.ts";
import { sameIdentity } from "../credentials/identity.ts";
import { environmentSecrets, safeBytes, secretsOf } from "../credentials/secrets.ts";
import type { AwsContext } from "../aws/context.ts";
import { readAwsContext } from "../aws/context.ts";
import { runtimeEndpoint } from "../aws/endpoint.ts";
import { internalError } from "./internalError.ts";
import { NotRetried } from "./observe.ts";
import { RunReporter } from "./run.ts";
import { send } from "./send.ts";
import { retireAgents } from "./agents.ts";
import { forgetIdentity } from "./keptIdentity.ts";
import type { OpenedClient } from "./openClient.ts";
import { openClient } from "./openClient.ts";
import type { Deadline } from "../failures/deadline.ts";
import { withDeadline } from "../failures/deadline.ts";
import { failureOf, LocalFailure } from "../failures/localFailure.ts";
import { isCredentialsFailure } from "../failures/serviceException.ts";
import { toRunError } from "./toRunError.ts";

export interface InvokeOptions {
  readonly signal: AbortSignal;
  /** Told each event in order. What it throws is given to `process.emitWarning`; the run goes on. */
  readonly onEvent: (event: RunEvent) => void;
  /** AWS's own settings, where they were read to make the connection; absent: they are read now. */
  readonly context?: AwsContext | undefined;
  /** How long a profile's credential_process or sign-in may take; 60 seconds by default. */
  readonly credentialsTimeoutMs?: number | undefined;
  /** Asks for the code of an MFA device; the time it takes is not counted. Absent: such a role ends in an error. */
  readonly mfaCode?: MfaPrompt | undefined;
}

/**
 * Sends one call and tells all that happens: `started` first, exactly one of `finished`, `failed`, `cancelled` last.
 * Never rejects. When the signal aborts, the run ends at once, whatever hangs, and the connection is closed.
 */
export async function invoke(
  call: InvokeCall,
  connection: Connection,
  options: InvokeOptions,
): Promise<void> {
  const run = new RunReporter(call, options.onEvent);
  try {
    await conduct(run, connection, options);
  } catch (thrown) {
    // A fault of ours, or of a library, at a place where none was expected.
    run.start(connection.region, "");
    run.end({ type: "failed", error: internalError(thrown, run.secrets) });
  }
}

async function conduct(
  run: RunReporter,
  connection: Connection,
  options: InvokeOptions,
): Promise<void> {
  const { signal, credentialsTimeoutMs: timeoutMs = 60_000, mfaCode } = options;
  const { totalTimeoutMs = 0, region } = connection;
  let { context } = options;
  let host = "";
  const read = async () => (context = await readAwsContext(connection, process.env));
  const work = async (deadline: Deadline) => {
    context ??= await read();
    const place = runtimeEndpoint(connection, context);
    if (place.ok) host = place.host;
    run.start(region, host);
    if (!place.ok) return run.end({ type: "failed", error: place.error });
    const ask: MfaPrompt | undefined =
      mfaCode && ((serial, over) => deadline.untimed(() => mfaCode(serial, over)));
    const open = async (aws: AwsContext) => {
      const how = { timeoutMs, signal: deadline.signal, mfaCode: ask, keepsIdentity: true };
      const opened = await openClient(connection, place, aws, how);
      run.secrets.push(...secretsOf(opened.identity));
      return opened;
    };
    const sendWith = async (opened: OpenedClient) => {
      try {
        await send(run, opened, connection, deadline.signal);
      } catch (error) {
        if (!run.head && !deadline.signal.aborted) retireAgents(opened.agents);
        throw error;
      }
    };
    try {
      // What the files say may have changed by the time that the service refuses the credentials.
      const openAnew = async () => open(await read());
      await sendWithFreshCredentials(run, await open(context), sendWith, openAnew);
      run.end({ type: "finished" });
    } catch (thrown) {
      if (deadline.signal.aborted) throw thrown;
      fail(run, thrown, connection, host, context);
    }
  };
  const timedOut = () =>
    failureOf("TotalTimeout", { timeoutMs: totalTimeoutMs, wasSent: run.attempts > 0 });
  try {
    await withDeadline({ signal, timeoutMs: totalTimeoutMs, timedOut }, work);
  } catch (thrown) {
    run.start(region, host);
    if (!signal.aborted && !(thrown instanceof LocalFailure)) throw thrown;
    if (!signal.aborted) return fail(run, thrown, connection, host, context);
    // What has come of an answer is kept: it may be billed.
    tellArrived(run);
    run.end({ type: "cancelled" });
  }
}

/** Sends and, where the service calls the credentials old or unknown, sends once more if newer ones are to be had. */
async function sendWithFreshCredentials(
  run: RunReporter,
  opened: OpenedClient,
  sendWith: (opened: OpenedClient) => Promise<void>,
  open: () => Promise<OpenedClient>,
): Promise<void> {
  try {
    await sendWith(opened);
  } catch (error) {
    if (!isStale(error)) throw error;
    forgetIdentity(opened.identity);
    // A stream can end with this too: what has begun may be billed, and is not sent again.
    if (run.answered) throw error;
    const fresh = await open().catch(() => undefined);
    if (!fresh || sameIdentity(fresh.identity, opened.identity)) throw error;
    await sendWith(fresh);
  }
}

function isStale(error: unknown): boolean {
  return error instanceof Error && staleNames.has(error.name);
}

const staleNames = new Set([
  "ExpiredTokenException",
  "ExpiredToken",
  "UnrecognizedClientException",
  "InvalidClientTokenId",
]);

/** Tells what had arrived, then the typed error. */
function fail(
  run: RunReporter,
  thrown: unknown,
  { region }: Connection,
  endpointHost: string,
  context: AwsContext | undefined,
): void {
  run.incoming?.destroy();
  const { call, head, attempts, broken } = run;
  const received = run.arrived();
  const error = thrown instanceof NotRetried ? thrown.original : thrown;
  const runError = toRunError(error, {
    attempts,
    operation: call.operation,
    modelId: call.modelId,
    guardrailVersion: call.guardrailVersion,
    region,
    profile: context && namedProfile(context),
    endpointHost,
    head,
    broken,
    received,
    ...backgroundOf(error, context, run),
  });
  if (!run.answered) run.tellHead();
  tellArrived(run, runError.name === "UnexpectedContent");
  run.end({ type: "failed", error: runError });
}

/** What else is known of a failure. */
function backgroundOf(
  thrown: unknown,
  context: AwsContext | undefined,
  { head, secrets }: RunReporter,
) {
  const isCredentials = !head && isCredentialsFailure(thrown);
  return {
    secrets: [
      ...secrets,
      ...environmentSecrets(process.env),
      ...(context ? fileSecrets(context) : []),
    ],
    signIn: context && signInOf(context),
    finding: isCredentials && context ? credentialsFinding(context) : undefined,
  };
}

/** Tells what has come of a body; a page of somebody else's without what it quotes of our credentials. */
function tellArrived(run: RunReporter, isForeign = false): void {
  if (!run.answered || run.bodyTold) return;
  const bytes = run.arrived();
  if (bytes.length > 0) run.body(isForeign ? safeBytes(bytes, run.secrets) : bytes);
}
