/** The parts of a key event that tell what the key does. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "getModifierState"
>;

const moving = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
const deleting = ["Backspace", "Delete"];
const plainKeys: ReadonlySet<string> = new Set([
  ...moving,
  ...deleting,
  "PageUp",
  "PageDown",
  "Enter",
]);
const movingOrDeleting: ReadonlySet<string> = new Set([...moving, ...deleting]);

/**
 * Returns true for the keys with which a browser edits a text field by itself. Those of the clipboard are not among
 * them: on the desktop, VS Code carries them out for its pages (microsoft/vscode#101958).
 */
export function isEditingKey(press: KeyPress, isMac: boolean): boolean {
  const { ctrlKey, metaKey, altKey } = press;
  if (press.key.length === 1 && press.getModifierState("AltGraph")) return true;
  if (!ctrlKey && !metaKey && !altKey) return press.key.length === 1 || plainKeys.has(press.key);
  return isMac ? isMacEditingKey(press) : isOtherEditingKey(press);
}

function isOtherEditingKey({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  if (!ctrlKey || metaKey || altKey) return false;
  return movingOrDeleting.has(key) || ["a", "z", "y"].includes(key.toLowerCase());
}

function isMacEditingKey({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  if (metaKey && !ctrlKey && !altKey)
    return movingOrDeleting.has(key) || ["a", "z"].includes(key.toLowerCase());
  if (altKey && !ctrlKey && !metaKey) return movingOrDeleting.has(key);
  // The keys of Emacs that every text field of macOS knows.
  return ctrlKey && !metaKey && !altKey && "abdefhknopt".includes(key.toLowerCase());
}
