import assert from "node:assert/strict";
import type { JsonObject } from "../../../../src/core/json/json.ts";
import { drawPng } from "../../../../src/sandbox/png.ts";
import { answer, stream } from "../run/play.ts";

const png = drawPng("tide", 4, 4).toString("base64");

/** Claude's five places, and how each is shown. */
const claude: readonly (readonly [citation: JsonObject, shown: object])[] = [
  [
    {
      type: "char_location",
      cited_text: "The grass is green.",
      document_index: 0,
      document_title: "Colours",
      start_char_index: 0,
      end_char_index: 20,
    },
    { title: "Colours", source: "document 0, characters 0–20" },
  ],
  [
    {
      type: "page_location",
      cited_text: "Water is essential.",
      document_index: 1,
      document_title: null,
      start_page_number: 5,
      end_page_number: 6,
    },
    { source: "document 1, pages 5–6" },
  ],
  [
    {
      type: "content_block_location",
      cited_text: "A finding.",
      document_index: 2,
      document_title: "Custom",
      start_block_index: 0,
      end_block_index: 1,
    },
    { title: "Custom", source: "document 2, blocks 0–1" },
  ],
  [
    {
      type: "search_result_location",
      cited_text: "A result.",
      title: "Guide",
      source: "https://docs.example/guide",
      search_result_index: 0,
      start_block_index: 0,
      end_block_index: 1,
    },
    { title: "Guide", source: "https://docs.example/guide" },
  ],
  [
    {
      type: "web_search_result_location",
      cited_text: "From the web.",
      title: "W",
      url: "https://w.example",
      encrypted_index: "x",
    },
    { title: "W", url: "https://w.example" },
  ],
];
const empty = { title: undefined, url: undefined, source: undefined };

describe("citations", () => {
  const expected = claude.map(([citation, shown]) => ({
    text: citation.cited_text,
    ...empty,
    ...shown,
  }));

  it(`of Claude: the cited words and where they stand, in each of ${claude.length} kinds`, () => {
    const { decoded } = answer({
      type: "message",
      content: [
        { type: "text", text: "a", citations: claude.slice(0, 2).map(([one]) => one) },
        { type: "text", text: "b", citations: null },
        { type: "text", text: "c", citations: claude.slice(2).map(([one]) => one) },
      ],
    });
    assert.equal(decoded.text, "abc");
    assert.deepEqual(decoded.citations, expected);
  });

  it("of Claude: the same from a stream", () => {
    const { decoded } = stream([
      { type: "content_block_start", index: 0, content_block: { type: "text", citations: [] } },
      ...claude.map(([citation]) => ({
        type: "content_block_delta",
        index: 0,
        delta: { type: "citations_delta", citation },
      })),
    ]);
    assert.deepEqual(decoded.citations, expected);
  });

  it("of Nova: the cited text, its source and the link, whole and streamed", () => {
    const web = {
      title: "Tides",
      sourceContent: [{ text: "Two a day." }],
      location: { web: { url: "https://t.example/x", domain: "t.example" } },
    };
    const page = { location: { documentPage: { documentIndex: 0, start: 1, end: 2 } } };
    const shown = [
      { text: "Two a day.", title: "Tides", url: "https://t.example/x", source: "t.example" },
      { text: "", ...empty, source: "document 0, 1–2" },
    ];
    const whole = answer({
      output: {
        message: {
          content: [
            { citationsContent: { content: [{ text: "Two" }], citations: [web] } },
            { text: " tides." },
            { citationsContent: { content: [], citations: [page] } },
          ],
        },
      },
    }).decoded;
    assert.deepEqual([whole.text, whole.citations], ["Two tides.", shown]);
    const streamed = stream([
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: "Two tides." } } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { citation: web } } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { citation: page } } },
    ]).decoded;
    assert.deepEqual([streamed.text, streamed.citations], ["Two tides.", shown]);
  });

  it("of Command R: the answer's words and the documents they rest on", () => {
    const citations = [{ start: 0, end: 3, text: "Two", document_ids: ["doc_0", "doc_1"] }];
    const whole = answer({
      text: "Two.",
      generation_id: "1",
      citations,
      documents: [{ id: "doc_1", title: "Tides", url: "https://t.example" }],
    }).decoded;
    assert.deepEqual(whole.citations, [
      { text: "Two", title: "Tides", url: "https://t.example", source: "doc_0, doc_1" },
    ]);
    const streamed = stream([{ event_type: "citation-generation", citations }]).decoded;
    assert.deepEqual(streamed.citations, [{ text: "Two", ...empty, source: "doc_0, doc_1" }]);
  });
});

describe("pictures in a message of Nova's", () => {
  const image = { format: "svg", source: { bytes: png } };
  const expected = [{ mediaType: "image/png", base64: png }];
  it("are shown, whole and streamed", () => {
    const whole = answer({ output: { message: { content: [{ text: "Here." }, { image }] } } });
    assert.deepEqual(whole.decoded.images, expected);
    const streamed = stream([
      { contentBlockStart: { start: { image: { format: "png" } }, contentBlockIndex: 0 } },
      { contentBlockDelta: { delta: { image }, contentBlockIndex: 0 } },
    ]);
    assert.deepEqual(streamed.decoded.images, expected);
  });
});
