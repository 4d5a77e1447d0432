import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import {
  Annotation,
  ChangeSet,
  Compartment,
  EditorState,
  Text,
  type TransactionSpec,
} from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
} from "@codemirror/view";
import {
  type BodyText,
  changeBodyText,
  offsetOf,
  readBodyText,
  toBodyChanges,
} from "./bodyText.ts";
import { editorKeys, jsonReading } from "./common.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { detectIndentUnit, jsonIndent } from "./jsonIndent.ts";
import type { BodyEdit, BodyEditor, BodyEditorOptions } from "./kit.ts";
import { diffTexts } from "./textDiff.ts";

/** Not all of `lintKeymap`: Ctrl+Shift+M is left to VS Code, whose Problems view lists the request's. */
const nextProblem = { key: "F8", run: nextDiagnostic };
const fromHost = Annotation.define<boolean>();

/** Returns the body's editor in `parent`. It keeps no history: undo and redo belong to the document. */
export function createBodyEditor(options: BodyEditorOptions): BodyEditor {
  /** The text in the file, as far as is known, and with what was sent; then what has been typed since. */
  let inFile: BodyText = readBodyText("", "");
  let known = inFile;
  let sent: { readonly edit: number; readonly changes: ChangeSet }[] = [];
  let unsent: ChangeSet | undefined;
  let lastEdit = 0;
  let reveal = false;
  const unit = new Compartment();

  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      extensions: [
        jsonReading(options.nonce),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        closeBrackets(),
        bracketMatching(),
        indentOnInput(),
        lintGutter(),
        jsonIndent,
        unit.of(detectIndentUnit(known.doc)),
        editorKeys([...closeBracketsKeymap, ...defaultKeymap, nextProblem, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-labelledby": options.labelledBy }),
        EditorView.updateListener.of((update) => {
          for (const transaction of update.transactions) {
            if (!transaction.docChanged || transaction.annotation(fromHost)) continue;
            unsent = unsent ? unsent.compose(transaction.changes) : transaction.changes;
            options.onEdit();
          }
        }),
      ],
    }),
  });

  function tookEdit(edit: number): void {
    for (const one of sent) if (one.edit <= edit) inFile = changeBodyText(inFile, one.changes);
    sent = sent.filter((one) => one.edit > edit);
  }

  function setText(text: string, baseIndent: string, edit: number): void {
    tookEdit(edit);
    const isLost = sent.length > 0;
    // What was typed and is not in the file stands on top of what the host now says.
    for (const { changes } of sent.splice(0).toReversed())
      unsent = unsent ? changes.compose(unsent) : changes;
    const next = readBodyText(text, baseIndent);
    const diff = diffTexts(inFile.doc.toString(), next.doc.toString());
    if (diff) {
      const insert = Text.of(diff.insert.split("\n"));
      const theirs = ChangeSet.of({ ...diff, insert }, inFile.doc.length);
      const changes = unsent ? theirs.map(unsent, true) : theirs;
      unsent = unsent?.map(theirs);
      view.dispatch({
        changes,
        effects: unit.reconfigure(detectIndentUnit(next.doc)),
        annotations: fromHost.of(true),
        ...(reveal ? caretAfter(changes) : {}),
      });
    }
    inFile = next;
    known = next;
    reveal = false;
    if (isLost) options.onEdit();
  }

  function unsentEdit(): BodyEdit | undefined {
    return unsent && { edit: lastEdit + 1, changes: toBodyChanges(known, unsent) };
  }

  return {
    setText,
    tookEdit,
    revealNextChange: () => {
      reveal = true;
    },
    unsentEdit,
    takeEdit: () => {
      const edit = unsentEdit();
      if (!unsent || !edit) return undefined;
      known = changeBodyText(known, unsent);
      sent.push({ edit: ++lastEdit, changes: unsent });
      unsent = undefined;
      return edit;
    },
    setMarks: (marks) =>
      view.dispatch(setDiagnostics(view.state, diagnosticsOf(marks, known, unsent))),
    goTo: (place) => {
      if (place) {
        const offset = offsetOf(known, place);
        const anchor = unsent ? unsent.mapPos(offset) : offset;
        view.dispatch({
          selection: { anchor },
          effects: EditorView.scrollIntoView(anchor, { y: "center" }),
        });
      }
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function caretAfter(changes: ChangeSet): TransactionSpec {
  let end = 0;
  changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => {
    end = toB;
  });
  return { selection: { anchor: end }, scrollIntoView: true };
}
