import { setTimeout as wait } from "node:timers/promises";
import type { JsonObject } from "../core/json/json.ts";
import { isJsonObject } from "../core/json/json.ts";
import { headerOf, servedMembers } from "../core/request/members.ts";
import type { Call } from "./call.ts";
import { compose } from "./compose.ts";
import type { Directives } from "./directives.ts";
import { readDirectives } from "./directives.ts";
import type { Exchange } from "./exchange.ts";
import { elapsedMs, readBody, sendText } from "./exchange.ts";
import { sandboxFamilies, familyOfBody } from "./sandboxFamilies.ts";
import type { Verdict } from "./guardrail.ts";
import { guardrail, guardrailIsOn, judge, marks } from "./guardrail.ts";
import type { Asks } from "./headers.ts";
import { readAsks } from "./headers.ts";
import { lookUpModel } from "./modelLookup.ts";
import { regionOf } from "./regions.ts";
import { ServiceError, invalid } from "./serviceError.ts";
import { sendStream } from "./stream.ts";
import { countTokens } from "./tokens.ts";
import type { Answer, DataFamily, TextFamily } from "./types.ts";
import { likeTitan, wholeAnswer } from "./whole.ts";

/** Answers InvokeModel, or InvokeModelWithResponseStream when `streaming`. Throws ServiceErrors. */
export async function answerInvoke(
  exchange: Exchange,
  modelId: string,
  streaming: boolean,
): Promise<void> {
  const bytes = await readBody(exchange);
  const text = bytes.toString("utf8");
  const directives = readDirectives(text);
  if (await playedFault(exchange, directives)) return;

  const asks = readAsks(exchange.request.headers, streaming);
  const knownFamily = lookUpModel(modelId, regionOf(exchange.request));
  const body = parseBody(text);
  const family = knownFamily ? sandboxFamilies[knownFamily] : familyOfBody(body, modelId);
  if (streaming && family.kind === "data") throw invalid("The model is unsupported for streaming.");
  const guarded = guardrailIsOn(asks, body);
  const violations = family.check(body);
  if (violations.length > 0) throw malformed(violations.join(""));

  echoHeaders(exchange, asks);
  const call: Call = { exchange, modelId, body, asks, directives, guarded };
  if (family.kind === "data") answerWithData(call, family);
  else await answerWithText(call, family, streaming);
}

async function answerWithText(call: Call, family: TextFamily, streaming: boolean): Promise<void> {
  const asked = family.read(call.body);
  const said = compose(call.modelId, call.body, asked, call.asks, call.directives);
  const verdict = call.guarded ? judge(call.asks, asked.prompt, said.text) : undefined;
  const answer = verdict ? asShown(said, verdict) : said;
  if (streaming) {
    await sendStream(call, family, answer, verdict, said.text);
    return;
  }
  setCounts(call.exchange, family.caching, verdict?.blocked ? undefined : answer);
  const shown = family.whole(answer);
  const whole = verdict
    ? { ...shown, ...marks(verdict, JSON.stringify(family.whole(said))) }
    : shown;
  const json = JSON.stringify(whole);
  wholeAnswer(call, verdict?.action === "INTERVENED" ? likeTitan(json) : json);
}

function answerWithData(call: Call, family: DataFamily): void {
  const verdict = call.guarded ? judge(call.asks, family.prompt(call.body), "") : undefined;
  const blocked = verdict?.blocked ? family.blocked?.(guardrail.blockedInput) : undefined;
  const { body, inputTokens } = blocked
    ? { body: blocked }
    : family.answer(call.body, call.modelId);
  const { response } = call.exchange;
  response.setHeader("X-Amzn-Bedrock-Invocation-Latency", elapsedMs(call.exchange));
  if (inputTokens !== undefined)
    response.setHeader("X-Amzn-Bedrock-Input-Token-Count", inputTokens);
  wholeAnswer(call, JSON.stringify(verdict ? { ...body, ...marks(verdict, "") } : body));
}

function asShown(said: Answer, { text, blocked }: Verdict): Answer {
  if (!blocked) return { ...said, text };
  return {
    ...said,
    text,
    reasoning: "",
    tool: undefined,
    citation: undefined,
    stop: "end",
    outputTokens: countTokens(text),
  };
}

/** Faults that need nothing of the request but its text. True when the exchange is over. */
async function playedFault(exchange: Exchange, directives: Directives): Promise<boolean> {
  if (directives.delayMs > 0) await wait(directives.delayMs, undefined, { signal: exchange.gone });
  if (directives.silent) {
    await new Promise((resolve) => exchange.gone.addEventListener("abort", resolve));
    return true;
  }
  if (directives.html) {
    sendText(
      exchange,
      502,
      "text/html",
      "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><p>The sandbox plays a proxy.</p></body></html>",
    );
    return true;
  }
  if (directives.error !== undefined) throw new ServiceError(directives.error);
  return false;
}

function parseBody(text: string): JsonObject {
  try {
    const body: unknown = JSON.parse(text);
    if (isJsonObject(body)) return body;
  } catch {
    // Answered as what it is, below.
  }
  throw malformed();
}

function malformed(violations?: string): ServiceError {
  return invalid(
    `Malformed input request${violations ? `: ${violations}` : ""}, please reformat your input and try again.`,
  );
}

function echoHeaders({ response }: Exchange, asks: Asks): void {
  for (const name of servedMembers) {
    const value = asks[name];
    if (value) response.setHeader(headerOf(name, "InvokeModel"), value);
  }
}

/** No counts for a prompt that never reached the model. */
function setCounts(exchange: Exchange, caching: boolean, answer: Answer | undefined): void {
  const { response } = exchange;
  response.setHeader("X-Amzn-Bedrock-Invocation-Latency", elapsedMs(exchange));
  if (!answer) return;
  response.setHeader("X-Amzn-Bedrock-Input-Token-Count", answer.inputTokens);
  response.setHeader("X-Amzn-Bedrock-Output-Token-Count", answer.outputTokens);
  if (!caching) return;
  response.setHeader("X-Amzn-Bedrock-Cache-Read-Input-Token-Count", 0);
  response.setHeader("X-Amzn-Bedrock-Cache-Write-Input-Token-Count", 0);
}
