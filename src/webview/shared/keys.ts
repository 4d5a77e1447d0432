import { isEditingKey } from "./editingKeys.ts";

const modifierKeys: ReadonlySet<string> = new Set(["Control", "Shift", "Alt", "AltGraph", "Meta"]);

/**
 * Keeps from VS Code each key that the page has handled, and each that edits text in one of its fields. VS Code listens
 * on the page's window and carries out its own binding of a key a moment later: Ctrl+A would select again what has been
 * typed since. The key after Ctrl+K is the second half of a chord and goes to VS Code. Call it when the page's own
 * listeners are in place: it has to run after those on the document.
 */
export function keepHandledKeys(): void {
  let inChord = false;
  document.addEventListener("keydown", (event) => {
    if (modifierKeys.has(event.key)) return;
    const isSecond = inChord;
    inChord = false;
    if (isSecond) return;
    if (event.defaultPrevented || isEditing(event)) event.stopPropagation();
    else inChord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  });
}

function isEditing(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return isTextField(target) && isEditingKey(event, navigator.platform.startsWith("Mac"));
}

/** Fields of text only: in a checkbox or a list nothing is typed. */
function isTextField(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return target.selectionStart !== null;
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
