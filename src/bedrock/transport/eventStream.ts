import type { BedrockRuntimeClientConfig } from "@aws-sdk/client-bedrock-runtime";
import { eventStreamSerdeProvider as ofSdk } from "@smithy/core/event-streams";
import { isJsonObject } from "../../core/json/json.ts";
import { jsonOfText } from "../../core/response/read.ts";
import { restoreNumbers } from "./exactMembers.ts";

type Provider = NonNullable<BedrockRuntimeClientConfig["eventStreamSerdeProvider"]>;
type Deserializer = Parameters<ReturnType<Provider>["deserialize"]>[1];
type Messages = Parameters<Deserializer>[0];

/** An event that the SDK has no model for: its type, and its payload as it came. */
export interface RawEvent {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads event streams as the SDK does, but that events of unknown types come out of it too, for `rawEventOf`: the SDK
 * drops them without a word.
 */
export const eventStreamSerdeProvider: Provider = (options: unknown) => {
  const marshaller = ofSdk(options);
  return {
    serialize: (input, serializer) => marshaller.serialize(input, serializer),
    deserialize: (body, deserializer) =>
      marshaller.deserialize(body, (messages) =>
        isPlainChunk(messages) ? deserializer(messages) : look(messages, deserializer),
      ),
  };
};

/** Whether this is what ten thousand in a stream are: those go the SDK's own way, at no cost. */
function isPlainChunk({ chunk }: Messages): boolean {
  return chunk !== undefined && plainStart.every((byte, at) => chunk.body[at] === byte);
}

const plainStart = new TextEncoder().encode('{"bytes":');

async function look<T>(
  messages: Messages,
  deserializer: (messages: Messages) => Promise<T>,
): Promise<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the SDK itself makes of an unknown type.
  const unknown = { $unknown: messages } as T;
  const event = hasInheritedName(messages) ? unknown : await deserializer(messages);
  if (isRecord(event))
    for (const [type, { body }] of Object.entries(messages))
      if (event[type] instanceof Error) restoreNumbers(event[type], body);
  const raw = rawEvent(messages, event);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK looks only for its own mark of the unknown, and hands on the rest.
  return raw === undefined ? event : ({ [mark]: raw } as T);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The SDK takes an event called "constructor" for one it knows, and fails. */
function hasInheritedName(messages: Messages): boolean {
  for (const type in messages) return type in Object.prototype;
  return false;
}

/** Returns the event that the SDK has no model for, where this is one. */
export function rawEventOf(event: object): RawEvent | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nobody else has the mark.
  return mark in event ? (event[mark] as RawEvent) : undefined;
}

const mark = Symbol("raw event");

function rawEvent(messages: Messages, event: unknown): RawEvent | undefined {
  if (!isRecord(event)) return undefined;
  const isUnknown = "$unknown" in event;
  if (!isUnknown && !isBare(event)) return undefined;
  for (const [type, { headers, body }] of Object.entries(messages)) {
    // An exception of a type that is unknown is thrown by the SDK, under its name.
    if (headers[":message-type"]?.value !== "event") return undefined;
    if (isUnknown || holdsMore(body)) return { type, bytes: body };
  }
  return undefined;
}

/** A chunk without the one member that the SDK knows of it. */
function isBare(event: object): boolean {
  const chunk: unknown = "chunk" in event ? event.chunk : undefined;
  return typeof chunk === "object" && chunk !== null && !("bytes" in chunk);
}

/** Whether a payload says anything: `p` is padding that hides the lengths of chunks. */
function holdsMore(payload: Uint8Array): boolean {
  const json = jsonOfText(new TextDecoder().decode(payload));
  return isJsonObject(json) ? Object.keys(json).some((key) => key !== "p") : payload.length > 0;
}
