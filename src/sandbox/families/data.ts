import type { JsonObject, JsonValue } from "../../core/json/json.ts";
import { baseModelId } from "../../core/models/family.ts";
import { extraneous, listOf, missing, objectOf, textOf } from "../body.ts";
import { drawPng } from "../png.ts";
import { countTokens } from "../tokens.ts";
import type { DataFamily } from "../types.ts";
import { asType, embed, hash, relevance } from "../vectors.ts";

/** Titan embeddings: text v1, v2 with its options, and the multimodal one. */
export const titanEmbedAnswers: DataFamily = {
  kind: "data",
  check: (body) => [
    ...(body.inputImage === undefined ? missing(body, ["inputText"]) : []),
    ...extraneous(body, [
      "inputText",
      "inputImage",
      "dimensions",
      "normalize",
      "embeddingTypes",
      "embeddingConfig",
    ]),
  ],
  prompt: (body) => textOf(body.inputText),
  answer: (body, modelId) => {
    const text = textOf(body.inputText) || textOf(body.inputImage);
    const standard = modelId.includes("text-v1") ? 1536 : 1024;
    const wanted = body.dimensions ?? objectOf(body.embeddingConfig).outputEmbeddingLength;
    const embedding = embed(text, size(wanted, standard));
    const types = listOf(body.embeddingTypes).map(String);
    const inputTextTokenCount = countTokens(textOf(body.inputText));
    return {
      body: {
        embedding,
        ...(modelId.includes("text-v2")
          ? { embeddingsByType: byType(embedding, types.length === 0 ? ["float"] : types) }
          : {}),
        inputTextTokenCount,
      },
      inputTokens: inputTextTokenCount,
    };
  },
};

/** Cohere Embed: v3 answers with bare vectors unless types are asked for, v4 always by type. */
export const cohereEmbedAnswers: DataFamily = {
  kind: "data",
  check: (body) => [
    ...missing(body, ["input_type"]),
    ...(body.images === undefined && body.inputs === undefined ? missing(body, ["texts"]) : []),
  ],
  prompt: (body) => textsOf(body).join("\n"),
  answer: (body, modelId) => {
    const v4 = modelId.includes("embed-v4");
    const vectors = textsOf(body).map((text) =>
      embed(text, size(body.output_dimension, v4 ? 1536 : 1024)),
    );
    const types = listOf(body.embedding_types).map(String);
    const typed = v4 || types.length > 0;
    return {
      body: {
        embeddings: typed
          ? Object.fromEntries(
              (types.length === 0 ? ["float"] : types).map((type) => [
                type,
                vectors.map((vector) => asType(vector, type)),
              ]),
            )
          : vectors,
        id: `sandbox-${hash(textsOf(body).join("\n")).toString(16)}`,
        response_type: typed ? "embeddings_by_type" : "embeddings_floats",
        texts: listOf(body.texts).map((text) => textOf(text).toLowerCase()),
      },
      inputTokens: countTokens(textsOf(body).join("")),
    };
  },
};

/** Amazon Nova multimodal embeddings. */
export const novaEmbedAnswers: DataFamily = {
  kind: "data",
  check: (body) => missing(body, ["taskType", "singleEmbeddingParams"]),
  prompt: novaText,
  answer: (body) => {
    const parameters = objectOf(body.singleEmbeddingParams);
    const embedding = embed(novaText(body), size(parameters.embeddingDimension, 3072));
    return {
      body: { embeddings: [{ embeddingType: "TEXT", embedding }] },
      inputTokens: countTokens(novaText(body)),
    };
  },
};

/** Cohere and Amazon rerank. */
export const rerankAnswers: DataFamily = {
  kind: "data",
  check: (body) => missing(body, ["query", "documents"]),
  prompt: (body) => textOf(body.query),
  answer: (body) => {
    const query = textOf(body.query);
    const results = listOf(body.documents)
      .map((document, index) => ({
        index,
        relevance_score: relevance(
          query,
          textOf(document) || textOf(objectOf(document).text) || JSON.stringify(document),
        ),
      }))
      .sort((one, other) => other.relevance_score - one.relevance_score);
    return { body: { results: results.slice(0, size(body.top_n, results.length)) } };
  },
};

/** Nova Canvas and Titan Image. */
export const novaImageAnswers: DataFamily = {
  kind: "data",
  check: (body) => missing(body, ["taskType"]),
  prompt: (body) => novaImageText(body),
  answer: (body) => {
    const config = objectOf(body.imageGenerationConfig);
    const count = size(config.numberOfImages, 1, 5);
    const text = novaImageText(body);
    const images = Array.from({ length: count }, (_, index) =>
      picture(`${text}#${index}`, config.width, config.height),
    );
    return { body: { images, error: null } };
  },
  blocked: (message) => ({ images: [], error: message }),
};

/** Stability's models and image services. */
export const stabilityAnswers: DataFamily = {
  kind: "data",
  check: (body) => (body.image === undefined ? missing(body, ["prompt"]) : []),
  prompt: (body) => textOf(body.prompt),
  answer: (body, modelId) => {
    const seed = typeof body.seed === "number" ? body.seed : hash(textOf(body.prompt));
    const text = `${baseModelId(modelId)} ${textOf(body.prompt)} ${seed}`;
    return {
      body: { seeds: [seed], finish_reasons: [null], images: [picture(text, 256, 256)] },
    };
  },
  blocked: () => ({ finish_reasons: ["Filter reason: prompt"] }),
};

function byType(vector: readonly number[], types: readonly string[]): JsonObject {
  return Object.fromEntries(
    types.map((type) => [
      type,
      // Titan writes a bit a number where others pack eight.
      type === "binary" ? vector.map((value) => (value > 0 ? 1 : 0)) : asType(vector, type),
    ]),
  );
}

function textsOf(body: JsonObject): string[] {
  const inputs = listOf(body.inputs).map((input) =>
    listOf(objectOf(input).content)
      .map((part) => textOf(objectOf(part).text) || "image")
      .join(" "),
  );
  return [...listOf(body.texts).map(textOf), ...listOf(body.images).map(textOf), ...inputs];
}

function novaText(body: JsonObject): string {
  return textOf(objectOf(objectOf(body.singleEmbeddingParams).text).value);
}

function novaImageText(body: JsonObject): string {
  const parameters = Object.entries(body).find(([key]) => key.endsWith("Params"))?.[1];
  const { text, prompt } = objectOf(parameters);
  return textOf(text) || textOf(prompt);
}

function picture(
  text: string,
  width: JsonValue | undefined,
  height: JsonValue | undefined,
): string {
  return drawPng(text, size(width, 256, 2048), size(height, 256, 2048)).toString("base64");
}

/** A whole number from 1 to `most`, or what is usual. */
function size(value: JsonValue | undefined, usual: number, most = 4096): number {
  return typeof value === "number" && value >= 1 ? Math.min(Math.floor(value), most) : usual;
}
