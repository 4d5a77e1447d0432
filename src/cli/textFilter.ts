import { visibleText } from "./visibleText.ts";

/** Takes text and bytes in pieces that are cut anywhere, and gives whole characters. */
export interface TextFilter {
  /** What can be put out of this piece and what was held back, in order. */
  add(data: string | Uint8Array): readonly (string | Uint8Array)[];
  /** What was held back for the next piece. */
  end(): string;
}

/** Returns a filter that makes text visible, and bytes too, or lets both pass as they are. */
export function createTextFilter(visible: boolean): TextFilter {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  const addText = (text: string, isLast = false): string => {
    const all = rest + text;
    rest = isLast || !isHalf(all.charCodeAt(all.length - 1), visible) ? "" : all.slice(-1);
    const whole = rest === "" ? all : all.slice(0, -1);
    return visible ? visibleText(whole) : whole;
  };
  const end = () => addText(visible ? decoder.decode() : "", true);
  return {
    add: (data) => {
      if (typeof data === "string") return [addText(visible ? decoder.decode() + data : data)];
      return visible ? [addText(decoder.decode(data, { stream: true }))] : [end(), data];
    },
    end,
  };
}

/** The first half of a character in UTF-16, or of a line break that is to be made visible. */
function isHalf(unit: number, visible: boolean): boolean {
  return (unit >= 0xd800 && unit < 0xdc00) || (visible && unit === 0x0d);
}
