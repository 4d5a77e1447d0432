import assert from "node:assert/strict";
import type { JsonValue } from "../../../../src/core/json/json.ts";
import { drawPng } from "../../../../src/sandbox/png.ts";
import { answer } from "../run/play.ts";
import { dataSamples } from "./samples.ts";

const vector = (type: string, dimensions: number, values: readonly number[]) => ({
  type,
  dimensions,
  values,
});
const png = drawPng("tide", 4, 4).toString("base64");
const heads: Readonly<Record<string, string>> = {
  "image/png": png,
  "image/jpeg": base64("\xff\xd8\xff\xe0\0\x10JFIF\0"),
  "image/gif": base64("GIF89a\x01\0\x01\0"),
  "image/webp": base64("RIFF\x24\0\0\0WEBPVP8 "),
};

describe("families that answer with vectors", () => {
  const cases: readonly (readonly [string, JsonValue, readonly unknown[]])[] = [
    ["Titan v1", { embedding: [0.5, -1], inputTextTokenCount: 3 }, [vector("float", 2, [0.5, -1])]],
    [
      "Titan v2, whose floats stand in it twice",
      {
        embedding: [0.5, -1],
        embeddingsByType: { binary: [1, 0], float: [0.5, -1] },
        inputTextTokenCount: 3,
      },
      [vector("float", 2, [0.5, -1]), vector("binary", 2, [1, 0])],
    ],
    [
      "Nova, which says what it embedded",
      {
        embeddings: [
          { embeddingType: "VIDEO", embedding: [0.5] },
          { embeddingType: "AUDIO", embedding: [1] },
        ],
      },
      [
        { ...vector("float", 1, [0.5]), modality: "VIDEO" },
        { ...vector("float", 1, [1]), modality: "AUDIO" },
      ],
    ],
    [
      "Cohere v3",
      {
        embeddings: [
          [0.5, -1],
          [1, 2],
        ],
        response_type: "embeddings_floats",
      },
      [vector("float", 2, [0.5, -1]), vector("float", 2, [1, 2])],
    ],
    [
      "Cohere v4 in five types, the binary ones packed",
      {
        embeddings: {
          float: [[0.5, -1]],
          int8: [[64, -128]],
          uint8: [[0, 255]],
          binary: [[-128, 127]],
          ubinary: [[0, 255]],
        },
        images: [{ width: 1, height: 1, format: "png", bit_depth: 24 }],
      },
      [
        vector("float", 2, [0.5, -1]),
        vector("int8", 2, [64, -128]),
        vector("uint8", 2, [0, 255]),
        vector("binary", 16, [-128, 127]),
        vector("ubinary", 16, [0, 255]),
      ],
    ],
    ["Marengo 3", { data: [{ embedding: [0.5] }] }, [vector("float", 1, [0.5])]],
    [
      "Marengo 2.7",
      { embedding: [0.5], embeddingOption: "visual-text", startSec: 0 },
      [{ ...vector("float", 1, [0.5]), modality: "visual-text" }],
    ],
    [
      "an embedding container",
      { object: "list", data: [{ embedding: [0.5] }, { embedding: [1] }] },
      [vector("float", 1, [0.5]), vector("float", 1, [1])],
    ],
  ];
  for (const [name, body, expected] of cases)
    it(`reads those of ${name}`, () => {
      const { decoded } = answer(body);
      assert.deepEqual(decoded.embeddings, expected);
      assert.equal(decoded.text, "");
    });

  it("counts what was embedded", () => {
    const { metrics } = answer({ embedding: [1], inputTextTokenCount: 3 });
    assert.equal(metrics.inputTokens, 3);
  });

  it("takes no list for a vector that holds anything but numbers, or nothing", () => {
    for (const bad of [[], [1, "2"], [1, null], [[1]], "AAAA", { 0: 1 }]) {
      assert.deepEqual(answer({ embedding: bad }).decoded.embeddings, []);
      assert.deepEqual(answer({ embeddings: [bad, [bad]] }).decoded.embeddings, []);
    }
    const half = answer({ embeddings: [[1], ["x"]] }).decoded.embeddings;
    assert.deepEqual(half, [vector("float", 1, [1])]);
  });
});

describe("rerank", () => {
  it("keeps the service's order, and what of the list is a result", () => {
    const { decoded } = answer({
      results: [
        { index: 2, relevance_score: 0.1, document: { text: "c" } },
        { index: 0, relevance_score: 0.9 },
        { index: 1 },
      ],
    });
    assert.equal(decoded.shape, "rerank");
    assert.deepEqual(decoded.results, [
      { index: 2, relevanceScore: 0.1 },
      { index: 0, relevanceScore: 0.9 },
    ]);
  });
});

/** A block of Nova's that holds a picture. */
const novaPicture = (bytes: string): JsonValue => ({ image: { format: "png", source: { bytes } } });

describe("families that answer with pictures", () => {
  for (const [mediaType, data] of Object.entries(heads))
    it(`tells ${mediaType} from its first bytes, in every family`, () => {
      const expected = [{ mediaType, base64: data }];
      const wholes: readonly JsonValue[] = [
        { images: [data], error: null },
        { images: [`data:image/svg+xml;base64,${data}`] },
        { images: [data], finish_reasons: [null], seeds: [7] },
        { artifacts: [{ base64: data, finishReason: "SUCCESS", seed: 7 }] },
      ];
      for (const body of wholes) assert.deepEqual(answer(body).decoded.images, expected);
    });

  it("takes no SVG, no text and no broken base64 for a picture, whatever it is called", () => {
    const svg = base64('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const bad = [
      svg,
      `data:image/png;base64,${svg}`,
      "<svg/>",
      "",
      "A",
      "====",
      `${png}"><img onerror=alert(1)>`,
      "https://example.com/a.png",
      base64("RIFF\x24\0\0\0WAVEfmt "),
    ];
    for (const data of bad) {
      const { decoded } = answer({ images: [data, png], error: null });
      assert.deepEqual(decoded.images, [{ mediaType: "image/png", base64: png }], data);
      assert.deepEqual(
        decoded.omittedImages.map(({ number }) => number),
        [1],
        data,
      );
    }
  });

  it("says why a picture is left out, in every family", () => {
    const svg = base64('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>');
    const reasons = [
      [svg, "svg"],
      ["<svg/>", "svg"],
      [base64("BM6\0\0\0\0\0\0\0"), "unknownType"],
      ["not base64!", "notBase64"],
      ["", "empty"],
    ] as const;
    for (const [data, reason] of reasons) {
      const wholes: readonly JsonValue[] = [
        { images: [png, data], error: null },
        { images: [png], maskImage: data },
        { images: [png, data], finish_reasons: [null, null], seeds: [7, 8] },
        { artifacts: [{ base64: png }, { base64: data }], result: "success" },
        { output: { message: { content: [png, data].map(novaPicture) } } },
      ];
      for (const body of wholes)
        assert.deepEqual(answer(body).decoded.omittedImages, [{ number: 2, reason }], data);
    }
    const { decoded } = answer({ images: [null, 7], finish_reasons: [null], seeds: [1] });
    assert.deepEqual(
      decoded.omittedImages.map(({ reason }) => reason),
      ["empty", "notText"],
    );
  });

  it("keeps base64 with line breaks as it came", () => {
    const folded = png.replaceAll(/.{10}/g, "$&\r\n");
    assert.deepEqual(answer({ images: [folded] }).decoded.images, [
      { mediaType: "image/png", base64: folded },
    ]);
  });

  it("shows a mask beside the pictures, and why some were withheld", () => {
    const { decoded } = answer({ images: [png], maskImage: png, error: "Some were blocked." });
    assert.equal(decoded.images.length, 2);
    assert.equal(decoded.text, "Some were blocked.");
  });

  it("says why Stability gave no picture", () => {
    const { decoded } = answer({
      finish_reasons: ["Filter reason: prompt", "Filter reason: prompt", null],
    });
    assert.equal(decoded.text, "Filter reason: prompt");
    assert.equal(decoded.stopReason, "Filter reason: prompt");
    assert.deepEqual(decoded.images, []);
    const fine = answer({ finish_reasons: [null], images: [png], seeds: [1] }).decoded;
    assert.deepEqual([fine.text, fine.stopReason], ["", undefined]);
  });

  it("says what became of Stable Diffusion XL's artifacts", () => {
    const { decoded } = answer({
      result: "success",
      artifacts: [
        { base64: png, finishReason: "SUCCESS" },
        { base64: "", finishReason: "CONTENT_FILTERED" },
      ],
    });
    assert.equal(decoded.images.length, 1);
    assert.deepEqual([decoded.text, decoded.stopReason], ["CONTENT_FILTERED", "CONTENT_FILTERED"]);
  });

  it(`calls each of ${dataSamples.length} samples by its shape`, () => {
    for (const [shape, whole] of dataSamples) assert.equal(answer(whole).decoded.shape, shape);
  });
});

function base64(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString("base64");
}
