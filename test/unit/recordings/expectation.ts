interface Call {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  json: string;
}

/**
 * What the recorded JSON says, read the plain way: the documented members of every part (a whole
 * answer is one part, a stream has one a chunk), without the decoders under test.
 */
export function expectation(shape: string, parts: readonly Uint8Array[]) {
  const calls = new Map<number, Call>();
  let text = "";
  let stopReason: string | undefined;
  for (const part of parts) {
    const value = JSON.parse(Buffer.from(part).toString("utf8"));
    if (shape === "openai.chat") {
      const choice = value.choices?.[0];
      text += choice?.message?.content ?? choice?.delta?.content ?? "";
      stopReason = choice?.finish_reason ?? stopReason;
      continue;
    }
    const content = value.content ?? value.output?.message?.content ?? [];
    for (const [index, block] of content.entries()) {
      text += block.text ?? "";
      const tool = block.type === "tool_use" ? block : block.toolUse;
      if (tool) calls.set(index, callOf(tool));
    }
    const start = value.content_block ?? value.contentBlockStart?.start?.toolUse;
    const at = value.index ?? value.contentBlockStart?.contentBlockIndex;
    if (start?.name) calls.set(at, callOf({ ...start, input: {} }));
    text += start?.text ?? "";
    const isDelta = value.type === "content_block_delta";
    const delta = value.contentBlockDelta?.delta ?? (isDelta ? value.delta : {});
    text += delta.text ?? "";
    const open = calls.get(value.index ?? value.contentBlockDelta?.contentBlockIndex);
    if (open) open.json += delta.partial_json ?? delta.toolUse?.input ?? "";
    stopReason =
      value.stop_reason ??
      value.stopReason ??
      value.delta?.stop_reason ??
      value.messageStop?.stopReason ??
      stopReason;
  }
  const toolCalls = [...calls.values()].map(({ id, name, input, json }) => {
    const joined: unknown = json === "" ? input : JSON.parse(json);
    return { id, name, input: joined };
  });
  return { text, toolCalls, stopReason };
}

interface RecordedTool {
  readonly id?: string;
  readonly toolUseId?: string;
  readonly name: string;
  readonly input: unknown;
}

const callOf = (tool: RecordedTool): Call => ({
  id: tool.id ?? tool.toolUseId ?? "",
  name: tool.name,
  input: tool.input,
  json: "",
});
