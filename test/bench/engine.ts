import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import {
  BedrockRuntimeClient,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Connection } from "../../src/bedrock/aws/connection.ts";
import { connectionDefaults } from "../../src/bedrock/aws/connection.ts";
import { invoke } from "../../src/bedrock/engine.ts";
import type { InvokeCall } from "../../src/core/request/types.ts";
import { chunk } from "../fakes/eventStream.ts";

/** Medians in milliseconds, and the engine's as a multiple of the bare SDK's. */
export interface Comparison {
  readonly bareMs: number;
  readonly engineMs: number;
  readonly ratio: number;
}
export interface EngineFigures {
  /** Budget: 3 ms more than the bare call. */
  readonly call: Comparison;
  /** Budget 1.1. */
  readonly stream: Comparison;
  /** How many connections the server saw of two runs through the engine. Budget 1. */
  readonly connections: number;
}

const chunks = 10_000;
const region = "us-east-1";
const keys = { AWS_ACCESS_KEY_ID: "AKIDBENCH", AWS_SECRET_ACCESS_KEY: "secret" };

/**
 * Measures the engine against the SDK called directly, in turns in one run, against a server in a thread of its own.
 * Both keep their connection, sign with the same keys and take every byte of the answer.
 */
export async function benchEngine(calls = 1500, streams = 5): Promise<EngineFigures> {
  Object.assign(process.env, keys);
  const server = await startServer();
  const bare = bareSdk(server.url);
  const engine = throughEngine(server.url);
  try {
    const before = await server.connections();
    await engine.call();
    await engine.call();
    const connections = (await server.connections()) - before;
    await compare(200, bare.call, engine.call); // warm up
    const call = await compare(calls, bare.call, engine.call);
    await compare(2, bare.stream, engine.stream);
    return { call, stream: await compare(streams, bare.stream, engine.stream), connections };
  } finally {
    bare.close();
    await server.close();
  }
}

async function compare(
  times: number,
  bare: () => Promise<void>,
  engine: () => Promise<void>,
): Promise<Comparison> {
  const bareTimes: number[] = [];
  const engineTimes: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    // Who goes first changes, so that neither always pays for the other's garbage.
    const order = turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    for (const side of order) {
      const began = performance.now();
      await (side === 0 ? bare() : engine());
      (side === 0 ? bareTimes : engineTimes).push(performance.now() - began);
    }
  }
  const [bareMs, engineMs] = [median(bareTimes), median(engineTimes)];
  return { bareMs, engineMs, ratio: engineMs / bareMs };
}

function bareSdk(endpoint: string) {
  const client = new BedrockRuntimeClient({
    region,
    endpoint,
    credentials: {
      accessKeyId: keys.AWS_ACCESS_KEY_ID,
      secretAccessKey: keys.AWS_SECRET_ACCESS_KEY,
    },
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectionDefaults.connectTimeoutMs,
      socketTimeout: connectionDefaults.readTimeoutMs,
    }),
  });
  const { operation: _operation, ...input } = callOf("InvokeModel");
  return {
    call: async () => {
      const { body } = await client.send(new InvokeModelCommand(input));
      expect(body.length, answer.length);
    },
    stream: async () => {
      const { body } = await client.send(new InvokeModelWithResponseStreamCommand(input));
      let seen = 0;
      for await (const event of body ?? []) if (event.chunk?.bytes) seen++;
      expect(seen, chunks);
    },
    close: () => client.destroy(),
  };
}

function throughEngine(endpointUrl: string) {
  const connection: Connection = {
    ...connectionDefaults,
    region,
    endpointUrl,
    credentials: { kind: "default" },
  };
  const { signal } = new AbortController();
  return {
    call: async () => {
      let seen = 0;
      await invoke(callOf("InvokeModel"), connection, {
        signal,
        onEvent: (event) => {
          if (event.type === "body") seen = event.bytes.length;
        },
      });
      expect(seen, answer.length);
    },
    stream: async () => {
      let seen = 0;
      await invoke(callOf("InvokeModelWithResponseStream"), connection, {
        signal,
        onEvent: (event) => {
          if (event.type === "chunk" && event.bytes) seen++;
        },
      });
      expect(seen, chunks);
    },
  };
}

const answer = JSON.stringify({ content: [{ type: "text", text: "x".repeat(400) }] });
const body = Buffer.from(JSON.stringify({ max_tokens: 512, messages: [] }));

function callOf(operation: InvokeCall["operation"]) {
  const type = "application/json";
  return { operation, modelId: "bench.model-v1:0", body, contentType: type, accept: type };
}

function expect(seen: number, due: number): void {
  if (seen !== due) throw new Error(`${seen} came, ${due} were due`);
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** In a thread of its own, so that serving takes no time from either side's loop. */
async function startServer() {
  const delta = {
    type: "content_block_delta",
    index: 0,
    delta: { type: "text_delta", text: "tide " },
  };
  const frames = Buffer.concat(Array.from({ length: chunks }, () => chunk(delta)));
  const worker = new Worker(serverSource, { eval: true, workerData: { answer, frames } });
  const [port]: unknown[] = await once(worker, "message");
  const connections = async () => {
    worker.postMessage("connections");
    const [count]: unknown[] = await once(worker, "message");
    return Number(count);
  };
  const url = `http://127.0.0.1:${String(port)}`;
  return { url, connections, close: () => worker.terminate() };
}

const serverSource = `
const { createServer } = require("node:http");
const { parentPort, workerData } = require("node:worker_threads");
const frames = Buffer.from(workerData.frames);
let connections = 0;
parentPort.on("message", () => parentPort.postMessage(connections));
createServer((request, response) => {
  request.resume().once("end", () => {
    const isStream = request.url.endsWith("-stream");
    const type = isStream ? "application/vnd.amazon.eventstream" : "application/json";
    response.writeHead(200, { "content-type": type }).end(isStream ? frames : workerData.answer);
  });
}).on("connection", () => connections++).listen(0, "127.0.0.1", function () { parentPort.postMessage(this.address().port); });
`;

async function main(): Promise<void> {
  const { call, stream, connections } = await benchEngine();
  const addedMs = call.engineMs - call.bareMs;
  console.log(
    `single call: bare ${call.bareMs.toFixed(3)} ms, engine adds ${addedMs.toFixed(3)} ms (budget 3) ${verdict(addedMs, 3)}`,
  );
  console.log(`connections of two runs: ${connections} (budget 1) ${verdict(connections, 1)}`);
  console.log(line("10,000 chunks", stream, 1.1));
}

function line(what: string, { bareMs, engineMs, ratio }: Comparison, budget: number): string {
  return `${what}: bare ${bareMs.toFixed(3)} ms, engine ${engineMs.toFixed(3)} ms, ratio ${ratio.toFixed(3)} (budget ${budget}) ${verdict(ratio, budget)}`;
}

function verdict(value: number, budget: number): string {
  return value <= budget ? "ok" : `OVER by ${(value - budget).toFixed(3)}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) void main();
