/** A saved run that is large in one way, and what a reader does to see more of it. */
interface PartKind {
  readonly what: string;
  readonly act: "more" | "json" | "events" | "guardrail" | "headers";
  /** The run file's text. */
  readonly record: () => string;
}

const megabytes = 1_000_000;

/** Every kind of part that a run can hold, near 50 MB, or as many as the measured trouble began with. */
export const partKinds: readonly PartKind[] = [
  { what: "text in lines", act: "more", record: () => text("line of text\n".repeat(3_800_000)) },
  {
    what: "text as it is saved, with the answer decoded",
    act: "more",
    record: () => text("line of text\n".repeat(1_900_000), true),
  },
  {
    what: "text without an end of line",
    act: "more",
    record: () => text("x".repeat(48 * megabytes)),
  },
  { what: "reasoning", act: "more", record: () => reasoning("thought ".repeat(6 * megabytes)) },
  { what: "5,000 citations", act: "more", record: () => citations(5000, 20) },
  { what: "50,000 citations", act: "more", record: () => citations(50_000, 700) },
  { what: "10,000 tool calls", act: "more", record: () => toolCalls(10_000, 4000) },
  { what: "one tool input", act: "more", record: () => toolCalls(1, 48 * megabytes) },
  { what: "other content blocks", act: "more", record: () => otherBlocks(10_000, 4000) },
  {
    what: "error message",
    act: "more",
    record: () => failed({ message: "word ".repeat(4 * megabytes) }),
  },
  { what: "error members", act: "more", record: () => failed(members(20_000, 2000)) },
  { what: "rerank results", act: "more", record: () => answer({ results: results(200_000) }) },
  { what: "embeddings", act: "more", record: () => answer({ embeddings: vectors(5000, 1024) }) },
  {
    what: "one embedding",
    act: "more",
    record: () => answer({ embedding: vectors(1, 5 * megabytes)[0] }),
  },
  {
    what: "images left out",
    act: "more",
    record: () => answer({ images: lots(20_000, () => "PHN2Zz48L3N2Zz4=") }),
  },
  { what: "headers", act: "headers", record: () => run({}, headers(20_000, 1000)) },
  {
    what: "guardrail trace with one long string",
    act: "guardrail",
    record: () => trace(word(20 * megabytes), 1),
  },
  {
    what: "guardrail trace with many findings",
    act: "guardrail",
    record: () => trace("match", 100_000),
  },
  { what: "events", act: "events", record: () => streamed(200_000) },
  {
    what: "JSON of no known shape",
    act: "json",
    record: () => answer({ unknown: lots(500_000, (n) => ({ n, s: word(60) })) }),
  },
  {
    what: "JSON of one long string",
    act: "json",
    record: () => answer({ unknown: word(48 * megabytes) }),
  },
  {
    what: "JSON of brackets in brackets",
    act: "json",
    record: () => run("brackets").replace('"brackets"', "[".repeat(5000) + "]".repeat(5000)),
  },
];

const word = (length: number) => "w".repeat(length);
const lots = <T>(count: number, make: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n));

function run(body: unknown, header: object = {}, more: object = {}): string {
  return JSON.stringify({
    version: 1,
    savedAt: "2026-11-21T10:00:00.000Z",
    status: "done",
    request: { operation: "InvokeModel", modelId: "anthropic.claude-x" },
    response: { status: 200, headers: { "content-type": "application/json", ...header }, body },
    metrics: { wallMs: 900, attempts: 1 },
    ...more,
  });
}

const answer = (body: object) => run(body);

function message(content: readonly object[], more: object = {}): string {
  return run({ type: "message", role: "assistant", content, stop_reason: "end_turn" }, {}, more);
}

function text(words: string, isDecoded = false): string {
  return message([{ type: "text", text: words }], isDecoded ? { decoded: { text: words } } : {});
}
const reasoning = (thinking: string) =>
  message([
    { type: "thinking", thinking },
    { type: "text", text: "Done." },
  ]);

function citations(count: number, length: number): string {
  const type = "web_search_result_location";
  const cited = lots(count, (n) => ({
    type,
    title: `Source ${n}`,
    url: `https://example.com/${n}`,
    cited_text: word(length),
  }));
  return message([{ type: "text", text: "As the sources say.", citations: cited }]);
}

function toolCalls(count: number, length: number): string {
  return message(
    lots(count, (n) => ({
      type: "tool_use",
      id: `t${n}`,
      name: "get_tide",
      input: { place: word(length) },
    })),
  );
}

function otherBlocks(count: number, length: number): string {
  return message(lots(count, (n) => ({ type: "new_kind", n, data: word(length) })));
}

function failed(error: object): string {
  const name = "ValidationException";
  const whole = { name, message: "Bad.", retryable: false, attempts: 1, remedy: "Look.", ...error };
  return run(undefined, {}, { status: "failed", error: whole });
}

function members(count: number, length: number): object {
  return Object.fromEntries(lots(count, (n) => [`member${n}`, word(length)]));
}

function headers(count: number, length: number): object {
  return Object.fromEntries(lots(count, (n) => [`x-header-${n}`, word(length)]));
}

const results = (count: number) =>
  lots(count, (index) => ({ index, relevance_score: 1 - index / count }));
const vectors = (count: number, length: number) =>
  lots(count, (n) => lots(length, (at) => Math.round(Math.sin(n + at) * 1e4) / 1e4));

function trace(match: string, count: number): string {
  const found = lots(count, () => ({ match, action: "BLOCKED" }));
  const guardrail = { input: { g1: { wordPolicy: { customWords: found } } }, modelOutput: [match] };
  return run({
    type: "message",
    role: "assistant",
    content: [{ type: "text", text: "Blocked." }],
    "amazon-bedrock-guardrailAction": "INTERVENED",
    "amazon-bedrock-trace": { guardrail },
  });
}

function streamed(count: number): string {
  const events = lots(count, (n) => ({
    atMs: n,
    chunk: {
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text: `${word(100)} ` },
    },
  }));
  const request = { operation: "InvokeModelWithResponseStream", modelId: "anthropic.claude-x" };
  const response = { status: 200, headers: {}, events };
  return run(undefined, {}, { request, response });
}
