import type { Decoded } from "../core/response/decoded.ts";

/** Returns in words what an answer holds besides its text, such as "reasoning and 2 tool calls"; empty where nothing. */
export function besidesText(decoded: Decoded): string {
  const { reasoning, toolCalls, otherBlocks, citations, images, omittedImages, others } = decoded;
  const parts = [
    reasoning === "" ? "" : "reasoning",
    counted(toolCalls.length, "tool call"),
    counted(otherBlocks.length, "other content block"),
    counted(citations.length, "citation"),
    counted(images.length + omittedImages.length, "image"),
    counted(others, "alternative answer"),
  ].filter((part) => part !== "");
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
