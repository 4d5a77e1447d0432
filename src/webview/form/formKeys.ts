/** What the keys of the page act on. */
export interface KeyTarget {
  readonly state: { readonly blocked?: unknown } | undefined;
  readonly canCancel: boolean;
  post(message: { readonly type: "cancel" | "save" }): void;
  invoke(): void;
  changeHistory(step: "undo" | "redo"): void;
}

/**
 * Gives the page its keys: Ctrl/Cmd+Enter invokes, Esc cancels a run; save, undo and redo go to the document.
 * Returns a function that takes them away. Keys are caught on their way down, before the editor and before VS Code,
 * which would undo in the page's own text besides.
 */
export function handleKeys(form: KeyTarget): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actionOf(form, event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || !form.canCancel) return;
    // On the document it is in time to be kept from VS Code (`keepHandledKeys`).
    event.preventDefault();
    form.post({ type: "cancel" });
  };
  // The menu's Undo arrives without a key.
  const onBeforeInput = (event: InputEvent) => {
    if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return;
    event.preventDefault();
    event.stopPropagation();
    form.changeHistory(event.inputType === "historyUndo" ? "undo" : "redo");
  };
  window.addEventListener("keydown", onKeyDown, true);
  document.addEventListener("keydown", onEscape);
  window.addEventListener("beforeinput", onBeforeInput, true);
  return () => {
    window.removeEventListener("keydown", onKeyDown, true);
    document.removeEventListener("keydown", onEscape);
    window.removeEventListener("beforeinput", onBeforeInput, true);
  };
}

function actionOf(form: KeyTarget, event: KeyboardEvent): (() => void) | undefined {
  if (
    event.altKey ||
    !(event.ctrlKey || event.metaKey) ||
    !form.state ||
    form.state.blocked !== undefined
  )
    return undefined;
  switch (event.key.toLowerCase()) {
    case "enter":
      return event.shiftKey ? undefined : () => form.invoke();
    case "z":
      return () => form.changeHistory(event.shiftKey ? "redo" : "undo");
    // VS Code saves only what it knows to be changed: what is pending has to reach the document first.
    case "s":
      return event.shiftKey ? undefined : () => form.post({ type: "save" });
    case "y":
      return event.shiftKey ? undefined : () => form.changeHistory("redo");
    default:
      return undefined;
  }
}
