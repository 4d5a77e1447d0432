import { codeFolding, foldGutter, foldKeymap } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
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
    // The page has taken the key: VS Code's own search must not open as well.
    keymap.of([...searchKeymap, ...foldKeymap].map((key) => ({ ...key, stopPropagation: true }))),
    editorTheme,
  ];
}

function foldMarker(open: boolean): HTMLElement {
  const marker = document.createElement("span");
  marker.className = `codicon codicon-chevron-${open ? "down" : "right"}`;
  marker.title = open ? "Fold" : "Unfold";
  return marker;
}
