import { parseTree, type Node } from "jsonc-parser";
import type { Span } from "./scan.ts";

/**
 * Where a JSON pointer (RFC 6901) leads in a body's source text: to a member's key, or to an element of an array. Where
 * the pointer names what is not there, the last of its steps that is; undefined where not even the first is, and for a
 * body nested too deeply to be looked into.
 */
export function findInBody(source: string, pointer: string): Span | undefined {
  try {
    return walk(parseTree(source), pointer.split("/").slice(1).map(unescaped));
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the parser's stack
    throw error;
  }
}

function walk(root: Node | undefined, steps: readonly string[]): Span | undefined {
  let node = root;
  let found: Span | undefined;
  for (const step of steps) {
    const child: Found | undefined = node && childOf(node, step);
    if (!child) break;
    found = { offset: child.shown.offset, length: child.shown.length };
    node = child.value;
  }
  return found;
}

interface Found {
  readonly shown: Node;
  readonly value: Node | undefined;
}

function childOf(node: Node, step: string): Found | undefined {
  const { children = [] } = node;
  if (node.type === "array") {
    const element = /^\d+$/.test(step) ? children[Number(step)] : undefined;
    return element && { shown: element, value: element };
  }
  if (node.type !== "object") return undefined;
  const property = children.find(({ children: [key] = [] }) => key?.value === step);
  const [key, value] = property?.children ?? [];
  return key && { shown: key, value };
}

function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
