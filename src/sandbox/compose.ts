import { randomBytes } from "node:crypto";
import type { JsonObject, JsonValue } from "../core/json/json.ts";
import { listOf, objectOf, settingsOf, tokenLimit } from "./body.ts";
import type { Directives } from "./directives.ts";
import { readDirectives, withoutDirectives } from "./directives.ts";
import { thinksAloud } from "./families/chat.ts";
import type { Asks } from "./headers.ts";
import { describeAsks } from "./headers.ts";
import { countTokens, firstTokens } from "./tokens.ts";
import type { Answer, AskedPrompt, Tool } from "./types.ts";

const longestEcho = 400;

const closing =
  "Everything else is as the service does it: the headers, the shape of this answer, and the chunks, " +
  "if you asked for a stream. Connect to an account, and a model speaks in my place.";

const filler = [
  "The tide comes in, and the tide goes out.",
  "A sandbox holds whatever shape it is given.",
  "Words can be counted even where they mean little.",
  "This sentence is here because a longer answer was asked for.",
];

/** Writes the sandbox's answer to a request, cut at the token limit that the body sets. */
export function compose(
  modelId: string,
  body: JsonObject,
  asked: AskedPrompt,
  asks: Asks,
  directives: Directives,
): Answer {
  const prompt = withoutDirectives(asked.prompt);
  const settings = [...settingsOf(body), ...describeAsks(asks)];
  const [offered] = asked.tools;
  // Asked for in the last message: in an older one it has been called already.
  const called = directives.tool && readDirectives(asked.prompt).tool;
  const tool = called && offered ? callOf(offered) : undefined;
  const wholeText = tool ? `I am the sandbox, and I call ${tool.name}.` : sentences();
  const limit = tokenLimit(body) ?? Number.POSITIVE_INFINITY;
  const cut = countTokens(wholeText) > limit;
  const text = cut ? firstTokens(wholeText, limit) : wholeText;
  const reasoning =
    asked.thinking || directives.reasoning || thinksAloud(modelId)
      ? "A prompt came in. I am the sandbox, so there is nothing to work out; I say back what I was asked."
      : "";
  return {
    id: randomBytes(12).toString("hex"),
    modelId,
    prompt: asked.prompt,
    text,
    reasoning,
    tool,
    citation: tool ? undefined : asked.citation,
    inputTokens: Math.max(1, countTokens(asked.prompt)),
    outputTokens:
      countTokens(reasoning) + countTokens(text) + (tool ? countTokens(JSON.stringify(tool)) : 0),
    stop: cut ? "limit" : tool ? "tool" : "end",
  };

  function sentences(): string {
    const echo = prompt.length > longestEcho ? `${prompt.slice(0, longestEcho)}…` : prompt;
    const parts = [
      "This is the sandbox, not a model: your request reached a small server on your own computer and went no further.",
      `It was meant for ${modelId}.`,
      echo === "" ? "It has no prompt that I could find." : `You wrote: “${echo}”`,
      settings.length === 0 ? "Nothing else was set." : `With it came ${settings.join(", ")}.`,
      closing,
    ];
    return toLength(parts.join(" "), directives.words);
  }
}

/** Exactly so many words: filled up or cut. */
function toLength(text: string, words: number | undefined): string {
  if (words === undefined) return text;
  const all = text.split(" ");
  const more = filler.join(" ").split(" ");
  for (let next = 0; all.length < words; next++) all.push(more[next % more.length] ?? "");
  return all.slice(0, words).join(" ");
}

function callOf({ name, schema }: Tool): NonNullable<Answer["tool"]> {
  return {
    id: `tooluse_${randomBytes(12).toString("base64url")}`,
    name,
    input: exampleOf(objectOf(schema)),
  };
}

/** A value that fits a JSON schema, as far as types, enums and nested objects go. */
function exampleOf(schema: JsonObject): JsonValue {
  const [choice] = listOf(schema.enum);
  if (choice !== undefined) return choice;
  if (schema.type === "string") return "sandbox";
  if (schema.type === "number" || schema.type === "integer") return 1;
  if (schema.type === "boolean") return true;
  if (schema.type === "array") return [exampleOf(objectOf(schema.items))];
  return Object.fromEntries(
    Object.entries(objectOf(schema.properties)).map(([key, value]) => [
      key,
      exampleOf(objectOf(value)),
    ]),
  );
}
