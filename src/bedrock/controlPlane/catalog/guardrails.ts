import { GetGuardrailCommand, ListGuardrailsCommand } from "@aws-sdk/client-bedrock";
import type { GuardrailMessages, LiveGuardrail } from "../../../core/models/liveModels.ts";
import type { Connection } from "../../aws/connection.ts";
import type { Answered, Asking, AskOptions } from "./ask.ts";
import { askOnce } from "./ask.ts";
import { readPages } from "./pages.ts";
import { text } from "./read.ts";

/** How many guardrails are asked for their versions at once: the service throttles early. */
const mostAtOnce = 4;

/**
 * Asks for the guardrails of the connection's region with their versions. Never rejects. A guardrail whose versions
 * cannot be had stands with the one that the first list names.
 */
export async function listGuardrails(
  connection: Connection,
  options: AskOptions,
): Promise<Answered<readonly LiveGuardrail[]>> {
  return askOnce(connection, options, "ListGuardrails", async (asking) => {
    const found = new Map<string, LiveGuardrail>();
    for (const entry of await entriesOf(asking, undefined)) {
      const guardrail = guardrailOf(entry);
      if (guardrail) found.set(guardrail.id, guardrail);
    }
    const waiting = [...found.values()];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        found.set(next.id, await withVersions(asking, next));
    };
    await Promise.all(Array.from({ length: mostAtOnce }, work));
    return [...found.values()];
  });
}

/** Asks what a guardrail answers in place of what it blocks, by which a block is recognised. Never rejects. */
export async function guardrailMessages(
  connection: Connection,
  guardrailIdentifier: string,
  guardrailVersion: string,
  options: AskOptions,
): Promise<Answered<GuardrailMessages>> {
  const input = { guardrailIdentifier, guardrailVersion };
  return askOnce(connection, options, "GetGuardrail", async ({ client, options: sendOptions }) => {
    const output = await client.send(new GetGuardrailCommand(input), sendOptions);
    return {
      blockedInput: text(output, "blockedInputMessaging") ?? "",
      blockedOutput: text(output, "blockedOutputsMessaging") ?? "",
    };
  });
}

async function withVersions(asking: Asking, guardrail: LiveGuardrail): Promise<LiveGuardrail> {
  try {
    const entries = await entriesOf(asking, guardrail.id);
    const versions = new Set(entries.flatMap((entry) => text(entry, "version") ?? []));
    if (versions.size === 0) return guardrail;
    return { ...guardrail, versions: [...versions].sort(newestFirst) };
  } catch (error) {
    if (asking.options.abortSignal.aborted) throw error;
    return guardrail;
  }
}

async function entriesOf(
  asking: Asking,
  guardrailIdentifier: string | undefined,
): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  await readPages(
    asking,
    ({ client, options }, page) =>
      client.send(new ListGuardrailsCommand({ guardrailIdentifier, ...page }), options),
    "guardrails",
    (entries) => all.push(...entries),
  );
  return all;
}

function guardrailOf(entry: unknown): LiveGuardrail | undefined {
  const id = text(entry, "id");
  const arn = text(entry, "arn");
  if (id === undefined || arn === undefined) return undefined;
  const status = text(entry, "status") ?? "";
  const version = text(entry, "version") ?? "DRAFT";
  return { id, arn, name: text(entry, "name") ?? id, status, versions: [version] };
}

/** DRAFT, which is no number, first. */
function newestFirst(a: string, b: string): number {
  if (a === "DRAFT" || b === "DRAFT") return a === "DRAFT" ? -1 : 1;
  return Number(b) - Number(a);
}
