import assert from "node:assert/strict";
import { Readable } from "node:stream";
import {
  BedrockRuntimeClient,
  InvokeModelWithResponseStreamCommand,
  type InvokeModelWithResponseStreamCommandOutput,
} from "@aws-sdk/client-bedrock-runtime";
import * as fc from "fast-check";
import type { RunState } from "../../../src/core/run/state.ts";
import { foldAll } from "../core/run/play.ts";
import { eventsOf, isStream, nameOf, play } from "./playRecording.ts";
import { readRecordings } from "./recordings.ts";
import type { Recording } from "./recording.ts";

const bytesOf = ({ responseBodyBase64 }: Recording) => Buffer.from(responseBodyBase64, "base64");

describe("recorded streams, however their bytes are cut on the way", () => {
  const recordings = readRecordings().filter(isStream);
  const [small] = recordings
    .filter((recording) => (play(recording).chunks?.length ?? 0) > 4)
    .toSorted((one, other) => bytesOf(one).length - bytesOf(other).length);
  assert.ok(small);
  const length = bytesOf(small).length;

  it(`decode the same cut once, at each of the ${length - 1} places of one recording`, async () => {
    const whole = factsOf(play(small).state);
    const bytes = bytesOf(small);
    for (let at = 1; at < length; at++) {
      const state = await received(small, [bytes.subarray(0, at), bytes.subarray(at)]);
      assert.deepEqual(factsOf(state), whole, `cut at ${at}`);
    }
  }).timeout(120_000);

  it(`decode the same in ${length} pieces of one byte`, async () => {
    const pieces = Array.from(bytesOf(small), (byte) => Buffer.from([byte]));
    assert.deepEqual(factsOf(await received(small, pieces)), factsOf(play(small).state));
  });

  it(`decode the same cut at random places: ${recordings.length} recordings, 4 times each`, async () => {
    for (const recording of recordings) {
      const whole = factsOf(play(recording).state);
      const bytes = bytesOf(recording);
      const places = fc.array(fc.nat(bytes.length), { maxLength: 12 });
      for (const cuts of fc.sample(places, 4)) {
        const edges = [0, ...cuts.toSorted((one, other) => one - other), bytes.length];
        const pieces = edges
          .slice(1)
          .map((end, index) => bytes.subarray(edges[index], end))
          .filter((piece) => piece.length > 0);
        const state = await received(recording, pieces);
        assert.deepEqual(factsOf(state), whole, `${nameOf(recording)} at ${edges.join(", ")}`);
      }
    }
  }).timeout(120_000);

  it(`are said to be unfinished without their last chunk, with all that came before: ${recordings.length} recordings`, () => {
    for (const recording of recordings) {
      const { chunks = [], bytes } = play(recording);
      const state = foldAll(eventsOf(recording, bytes, chunks.slice(0, -1), undefined));
      // Jamba's metrics, Nova's metadata and a chunk of two come after the reason that ends the text.
      const reasoned = state.decoded.stopReason !== undefined;
      assert.equal(state.complete, reasoned, nameOf(recording));
      assert.ok(play(recording).state.decoded.text.startsWith(state.decoded.text));
    }
  });
});

/** What must not depend on the cuts. */
function factsOf({ decoded, events, complete, metrics, bytesReceived }: RunState) {
  const { firstChunkMs: _, wallMs: __, ...counts } = metrics;
  const chunks = events.toArray().map(({ bytes }) => Buffer.from(bytes ?? []).toString("base64"));
  return { decoded, chunks, complete, counts, bytesReceived };
}

/** The state after the pieces have gone through the SDK's own decoder of event streams. */
async function received(recording: Recording, pieces: readonly Uint8Array[]): Promise<RunState> {
  const chunks: Uint8Array[] = [];
  let exception: string | undefined;
  try {
    const { body = [] } = await answered(pieces);
    for await (const { chunk } of body) if (chunk?.bytes) chunks.push(chunk.bytes);
  } catch (error) {
    exception = error instanceof Error ? error.name : "unknown";
  }
  return foldAll(eventsOf(recording, Buffer.concat(pieces), chunks, exception));
}

function answered(
  pieces: readonly Uint8Array[],
): Promise<InvokeModelWithResponseStreamCommandOutput> {
  const headers = { "content-type": "application/vnd.amazon.eventstream" };
  const client = new BedrockRuntimeClient({
    region: "us-east-1",
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    maxAttempts: 1,
    requestHandler: {
      handle: () =>
        Promise.resolve({ response: { statusCode: 200, headers, body: Readable.from(pieces) } }),
    },
  });
  return client.send(new InvokeModelWithResponseStreamCommand({ modelId: "m", body: "{}" }));
}
