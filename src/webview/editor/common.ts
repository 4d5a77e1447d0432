import { codeFolding, foldGutter, foldKeymap } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap, lineNumbers } from "@codemirror/view";
import { jsonLanguage } from "./jsonLanguage.ts";
import { editorTheme } from "./theme.ts";

/** What the body editor and the JSON view have in common: JSON with comments, folds, search, the user's theme. */
export function jsonReading(nonce: string): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    EditorState.tabSize.of(4),
    EditorView.lineWrapping,
    lineNumbers(),
    jsonLanguage(),
    codeFolding(),
    foldGutter({ markerDOM: foldMarker }),
    search({ top: true }),
    editorKeys([...searchKeymap, ...foldKeymap]),
    editorTheme,
  ];
}

/**
 * The bindings, each the editor's own also where it has nothing to do just then: Alt+Left at the text's beginning must
 * not make VS Code go back. Esc is for others once the editor has no use for it.
 */
export function editorKeys(bindings: readonly KeyBinding[]): Extension {
  return keymap.of(
    bindings.map((each) => (each.key === "Escape" ? each : { ...each, preventDefault: true })),
  );
}

function foldMarker(open: boolean): HTMLElement {
  const marker = document.createElement("span");
  marker.className = `codicon codicon-chevron-${open ? "down" : "right"}`;
  marker.title = open ? "Fold" : "Unfold";
  return marker;
}
