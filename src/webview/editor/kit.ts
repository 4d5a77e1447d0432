import type { BodyChange, Place } from "../../protocol/form.ts";

/** Something to mark in the body, at places in the file's own text. */
export interface BodyMark {
  readonly from: Place;
  readonly to: Place;
  readonly severity: "error" | "warning" | "hint";
  readonly message: string;
  readonly fixTitle?: string | undefined;
  readonly applyFix?: (() => void) | undefined;
}

/** What was typed, to be sent; the numbers of edits rise. */
export interface BodyEdit {
  readonly edit: number;
  readonly changes: BodyChange[];
}

export interface BodyEditorOptions {
  readonly parent: HTMLElement;
  readonly nonce: string;
  /** The element whose text names the editor. */
  readonly labelledBy: string;
  /** Told of each change the user makes, to start the clock; what it is comes from `takeChanges`. */
  readonly onEdit: () => void;
}

/** The request body's editor. Its text is the file's, but for the base indent of each line, which is not shown. */
export interface BodyEditor {
  /**
   * Takes in the text as it stands in the file, with the edits up to `edit` in it: a minimal change, with caret and
   * scroll kept. What was typed and is not in the file yet is kept on top of it, to be sent again.
   */
  readonly setText: (text: string, baseIndent: string, edit: number) => void;
  /** The edits up to this one are in the file. */
  readonly tookEdit: (edit: number) => void;
  /** Moves the caret to what the next `setText` changes, as an undo does. */
  readonly revealNextChange: () => void;
  /** Returns what `takeEdit` would return, and leaves it there. */
  readonly unsentEdit: () => BodyEdit | undefined;
  /** Returns what has been typed since the last call, numbered and in the terms of the file's text; undefined when nothing has. */
  readonly takeEdit: () => BodyEdit | undefined;
  readonly setMarks: (marks: readonly BodyMark[]) => void;
  /** Moves the caret there and takes the focus; without a place, takes the focus alone. */
  readonly goTo: (place: Place | undefined) => void;
  readonly destroy: () => void;
}

export interface JsonViewOptions {
  readonly parent: HTMLElement;
  readonly nonce: string;
  readonly label: string;
}

/** JSON to be read: folds, search, no editing. */
export interface JsonView {
  readonly setText: (text: string) => void;
  /** Adds text at the end. */
  readonly append: (text: string) => void;
  /** Scrolls to a height in pixels from the top. */
  readonly scrollTo: (top: number) => void;
  readonly destroy: () => void;
}

/** What the editor's script leaves in `globalThis.bedrockInvokeEditor`. */
export interface EditorKit {
  readonly createBodyEditor: (options: BodyEditorOptions) => BodyEditor;
  readonly createJsonView: (options: JsonViewOptions) => JsonView;
}

declare global {
  // A global needs `var`: it is how two plain scripts meet.
  // eslint-disable-next-line no-var
  var bedrockInvokeEditor: EditorKit | undefined;
}
