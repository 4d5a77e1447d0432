import assert from "node:assert/strict";
import { isEditingKey } from "../../../src/webview/shared/editingKeys.ts";

/** A key as a person would write it: `Ctrl+Alt+a`; `AltGr+q` is Ctrl and Alt to the page. */
function pressed(keys: string): Parameters<typeof isEditingKey>[0] {
  const parts = keys.split("+");
  const has = (name: string) => parts.includes(name);
  return {
    key: parts.at(-1) ?? "",
    ctrlKey: has("Ctrl") || has("AltGr"),
    altKey: has("Alt") || has("AltGr"),
    metaKey: has("Cmd"),
    shiftKey: has("Shift"),
    getModifierState: (name) => name === "AltGraph" && has("AltGr"),
  };
}

describe("isEditingKey", () => {
  const everywhere = ["a", "Shift+A", " ", "Backspace", "Delete", "Enter", "Home", "Shift+ArrowUp"];
  const other =
    "Ctrl+a Ctrl+z Ctrl+Z Ctrl+y Ctrl+ArrowLeft Ctrl+Shift+ArrowRight Ctrl+Backspace Ctrl+Delete Ctrl+Home AltGr+@".split(
      " ",
    );
  const mac =
    "Cmd+a Cmd+z Cmd+Shift+z Cmd+ArrowLeft Cmd+Backspace Alt+ArrowLeft Alt+Backspace Ctrl+a Ctrl+e Ctrl+k".split(
      " ",
    );
  const never = ["F1", "Escape", "Tab", "Ctrl+PageUp", "Ctrl+Tab", "Ctrl+Shift+F5", "Ctrl+Alt+a"];
  const neverOther = ["Ctrl+k", "Ctrl+p", "Ctrl+s", "Ctrl+b", "Alt+ArrowLeft", "Ctrl+c", "Ctrl+v"];
  const neverMac = ["Cmd+k", "Cmd+p", "Cmd+s", "Cmd+c", "Cmd+v", "Cmd+x", "Ctrl+w", "Ctrl+`"];

  for (const [isMac, edit, leave] of [
    [false, [...everywhere, ...other], [...never, ...neverOther]],
    [true, [...everywhere, ...mac], [...never, ...neverMac]],
  ] as const)
    it(`knows the keys of a text field ${isMac ? "on macOS" : "on Linux and Windows"}`, () => {
      for (const keys of edit) assert.equal(isEditingKey(pressed(keys), isMac), true, keys);
      for (const keys of leave) assert.equal(isEditingKey(pressed(keys), isMac), false, keys);
    });
});
