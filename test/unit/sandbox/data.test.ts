import assert from "node:assert/strict";
import { crc32, inflateSync } from "node:zlib";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { clientOf, invokeJson, post } from "./client.ts";

describe("the sandbox's vectors, scores and images", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  const ask = (modelId: string, body: unknown) => invokeJson(clientOf(sandbox.url), modelId, body);
  const embed = async (inputText: string): Promise<number[]> =>
    (await ask("amazon.titan-embed-text-v2:0", { inputText, dimensions: 256 })).embedding;

  it("embed like texts close to each other, with the dimensions asked for", async () => {
    const tide = await embed("the tide comes in at noon");
    const sea = await embed("the tide goes out at noon");
    const code = await embed("compilers parse programs");
    assert.equal(tide.length, 256);
    assert.ok(Math.abs(Math.hypot(...tide) - 1) < 0.001);
    assert.ok(cosine(tide, sea) > cosine(tide, code) + 0.3);
    assert.deepEqual(await embed("the tide comes in at noon"), tide);
  });

  it("embed in each family's shape", async () => {
    const titan = await ask("amazon.titan-embed-text-v2:0", {
      inputText: "hello",
      embeddingTypes: ["float", "binary"],
    });
    assert.equal(titan.embedding.length, 1024);
    assert.equal(titan.embeddingsByType.float.length, 1024);
    assert.ok(titan.embeddingsByType.binary.every((bit: number) => bit === 0 || bit === 1));
    assert.equal(titan.inputTextTokenCount, 2);
    const first = await ask("amazon.titan-embed-text-v1", { inputText: "hello" });
    assert.equal(first.embedding.length, 1536);
    assert.equal(first.embeddingsByType, undefined);
    const image = await ask("amazon.titan-embed-image-v1", {
      inputImage: "AAAA",
      embeddingConfig: { outputEmbeddingLength: 384 },
    });
    assert.equal(image.embedding.length, 384);

    const texts = ["one", "Two"];
    const v3 = await ask("cohere.embed-english-v3", { texts, input_type: "search_document" });
    assert.equal(v3.response_type, "embeddings_floats");
    assert.deepEqual(
      v3.embeddings.map((vector: number[]) => vector.length),
      [1024, 1024],
    );
    assert.deepEqual(v3.texts, ["one", "two"]);
    const v4 = await ask("us.cohere.embed-v4:0", {
      texts,
      input_type: "search_document",
      output_dimension: 256,
      embedding_types: ["float", "int8", "uint8", "binary", "ubinary"],
    });
    assert.equal(v4.response_type, "embeddings_by_type");
    assert.equal(v4.embeddings.float[0].length, 256);
    assert.ok(v4.embeddings.int8[0].every((value: number) => value >= -128 && value <= 127));
    assert.ok(v4.embeddings.uint8[0].every((value: number) => value >= 0 && value <= 255));
    assert.equal(v4.embeddings.binary[0].length, 32);
    assert.deepEqual(
      v4.embeddings.binary[0].map((value: number) => value + 128),
      v4.embeddings.ubinary[0],
    );
    const mixed = await ask("cohere.embed-v4:0", {
      input_type: "search_document",
      inputs: [{ content: [{ type: "text", text: "one" }, { type: "image_url" }] }],
    });
    assert.equal(mixed.embeddings.float.length, 1);

    const nova = await ask("amazon.nova-2-multimodal-embeddings-v1:0", {
      taskType: "SINGLE_EMBEDDING",
      singleEmbeddingParams: {
        embeddingPurpose: "GENERIC_RETRIEVAL",
        embeddingDimension: 384,
        text: { value: "hello", truncationMode: "NONE" },
      },
    });
    assert.equal(nova.embeddings[0].embeddingType, "TEXT");
    assert.equal(nova.embeddings[0].embedding.length, 384);
  });

  it("give embeddings an input count and no output count", async () => {
    const { headers } = await post(
      sandbox.url,
      "amazon.titan-embed-text-v2:0",
      '{"inputText":"twelve chars"}',
    );
    assert.equal(headers.get("x-amzn-bedrock-input-token-count"), "3");
    assert.equal(headers.get("x-amzn-bedrock-output-token-count"), null);
  });

  it("rank the document that answers first", async () => {
    const { results } = await ask("cohere.rerank-v3-5:0", {
      query: "When is high tide?",
      documents: ["Two cranes stand here.", "High tide is at noon.", { text: "The tide." }],
      top_n: 2,
      api_version: 2,
    });
    assert.equal(results.length, 2);
    assert.equal(results[0].index, 1);
    assert.ok(results[0].relevance_score > results[1].relevance_score);
    const all = await ask("amazon.rerank-v1:0", { query: "a", documents: ["a", "b"] });
    assert.equal(all.results.length, 2);
  });

  it("draw real PNGs of the size asked for, another for another prompt", async () => {
    const paint = async (text: string) =>
      ask("amazon.nova-canvas-v1:0", {
        taskType: "TEXT_IMAGE",
        textToImageParams: { text },
        imageGenerationConfig: { numberOfImages: 2, width: 64, height: 32 },
      });
    const { images, error } = await paint("a lighthouse");
    assert.equal(error, null);
    assert.equal(images.length, 2);
    assert.deepEqual(decodePng(images[0]), { width: 64, height: 32, bytes: 32 * (64 * 3 + 1) });
    assert.notEqual(images[0], images[1]);
    assert.notEqual((await paint("a crane")).images[0], images[0]);
    const stability = await ask("stability.sd3-5-large-v1:0", { prompt: "a crane", seed: 7 });
    assert.deepEqual(stability.seeds, [7]);
    assert.deepEqual(stability.finish_reasons, [null]);
    assert.equal(decodePng(stability.images[0]).width, 256);
  });

  it("give a blocked prompt's images the family's own refusal", async () => {
    const guarded = {
      guardrailIdentifier: "sandbox",
      guardrailVersion: "DRAFT",
      trace: "ENABLED",
    } as const;
    const client = clientOf(sandbox.url);
    const canvas = await invokeJson(
      client,
      "amazon.nova-canvas-v1:0",
      { taskType: "TEXT_IMAGE", textToImageParams: { text: "forbidden" } },
      guarded,
    );
    assert.deepEqual(canvas.images, []);
    assert.match(canvas.error, /blocked/);
    assert.equal(canvas["amazon-bedrock-guardrailAction"], "INTERVENED");
    const stability = await invokeJson(
      client,
      "stability.sd3-5-large-v1:0",
      { prompt: "forbidden" },
      guarded,
    );
    assert.deepEqual(stability.finish_reasons, ["Filter reason: prompt"]);
    const allowed = await invokeJson(
      client,
      "stability.sd3-5-large-v1:0",
      { prompt: "a" },
      guarded,
    );
    assert.equal(allowed["amazon-bedrock-guardrailAction"], "NONE");
  });
});

/** Reads a PNG without the sandbox's own code: signature, checksums, header, inflated pixel bytes. */
function decodePng(base64: string): { width: number; height: number; bytes: number } {
  const png = Buffer.from(base64, "base64");
  assert.equal(png.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
  const data: Buffer[] = [];
  let size = { width: 0, height: 0 };
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    assert.equal(png.readUInt32BE(at + 8 + length), crc32(png.subarray(at + 4, at + 8 + length)));
    if (type === "IHDR") size = { width: content.readUInt32BE(0), height: content.readUInt32BE(4) };
    // 8 bits for each of red, green and blue.
    if (type === "IHDR") assert.deepEqual([content[8], content[9]], [8, 2]);
    if (type === "IDAT") data.push(content);
    at += 12 + length;
  }
  return { ...size, bytes: inflateSync(Buffer.concat(data)).length };
}

function cosine(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
