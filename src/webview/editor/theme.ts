import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

// VS Code hands a page no token colours, so these are taken from the palette that every theme sets.
const highlighting = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--bedrock-json-key)" },
  { tag: tags.string, color: "var(--bedrock-json-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--bedrock-json-number)" },
  { tag: tags.comment, color: "var(--bedrock-json-comment)" },
]);

const look = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--vscode-editor-foreground)",
    backgroundColor: "var(--vscode-editor-background)",
    fontSize: "var(--vscode-editor-font-size, 13px)",
  },
  // The gutter would lie over a ring of the editor's own: the element around it has one.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--vscode-editor-font-family, monospace)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--vscode-editorCursor-foreground, currentColor)" },
  ".cm-cursor, .cm-dropCursor": {
    borderLeftColor: "var(--vscode-editorCursor-foreground, currentColor)",
    borderLeftWidth: "2px",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    {
      backgroundColor: "var(--vscode-editor-selectionBackground)",
    },
  ".cm-activeLine": {
    backgroundColor: "var(--vscode-editor-lineHighlightBackground, transparent)",
    boxShadow: "inset 0 0 0 1px var(--vscode-editor-lineHighlightBorder, transparent)",
  },
  ".cm-gutters": {
    color: "var(--vscode-editorLineNumber-foreground)",
    backgroundColor: "var(--vscode-editorGutter-background, var(--vscode-editor-background))",
    border: "none",
  },
  ".cm-activeLineGutter": {
    color: "var(--vscode-editorLineNumber-activeForeground)",
    backgroundColor: "transparent",
  },
  ".cm-foldGutter .codicon": { fontSize: "12px", lineHeight: "inherit", cursor: "pointer" },
  ".cm-foldPlaceholder": {
    color: "var(--vscode-descriptionForeground)",
    backgroundColor: "transparent",
    border: "1px solid var(--vscode-widget-border, currentColor)",
  },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": {
    backgroundColor: "var(--vscode-editorBracketMatch-background, transparent)",
    outline: "1px solid var(--vscode-editorBracketMatch-border, currentColor)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent" },
  ".cm-searchMatch": {
    backgroundColor: "var(--vscode-editor-findMatchHighlightBackground)",
    outline: "1px solid var(--vscode-editor-findMatchHighlightBorder, transparent)",
  },
  ".cm-searchMatch.cm-searchMatch-selected": {
    backgroundColor: "var(--vscode-editor-findMatchBackground)",
    outline:
      "1px solid var(--vscode-editor-findMatchBorder, var(--vscode-contrastActiveBorder, transparent))",
  },
  ".cm-panels": {
    color: "var(--vscode-editorWidget-foreground)",
    backgroundColor: "var(--vscode-editorWidget-background)",
  },
  ".cm-panels.cm-panels-top": {
    borderBottom:
      "1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent))",
  },
  ".cm-tooltip": {
    color: "var(--vscode-editorHoverWidget-foreground)",
    backgroundColor: "var(--vscode-editorHoverWidget-background)",
    border: "1px solid var(--vscode-editorHoverWidget-border)",
  },
});

/** The colours of the user's own theme, all of them by VS Code's variables. */
export const editorTheme: Extension = [look, syntaxHighlighting(highlighting)];
