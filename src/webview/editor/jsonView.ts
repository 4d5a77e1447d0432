import { selectAll } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { editorKeys, jsonReading } from "./common.ts";
import type { JsonView, JsonViewOptions } from "./kit.ts";
import { diffTexts } from "./textDiff.ts";

/** Returns a view of JSON in `parent`: read-only, reached by Tab, with folds and search. */
export function createJsonView(options: JsonViewOptions): JsonView {
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      extensions: [
        jsonReading(options.nonce),
        editorKeys([{ key: "Mod-a", run: selectAll }]),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          "aria-readonly": "true",
          tabindex: "0",
        }),
      ],
    }),
  });
  return {
    setText: (text) => {
      const changes = diffTexts(view.state.doc.toString(), text);
      if (changes) view.dispatch({ changes });
    },
    append: (insert) => view.dispatch({ changes: { from: view.state.doc.length, insert } }),
    scrollTo: (top) => {
      // Not before the editor has measured its lines: until then their heights are guesses, and there may be too few.
      const go = () => view.scrollDOM.scrollTo({ top });
      view.requestMeasure({ read: () => undefined, write: go });
      requestAnimationFrame(() => view.requestMeasure({ read: () => undefined, write: go }));
    },
    destroy: () => view.destroy(),
  };
}
