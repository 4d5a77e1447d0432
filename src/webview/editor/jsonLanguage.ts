import { StreamLanguage, type StreamParser, type StringStream } from "@codemirror/language";
import { Compartment, EditorState, type Extension, type Text } from "@codemirror/state";
import { jsonc } from "@shopify/lang-jsonc";

/**
 * A text longer than this is coloured word by word and not parsed: a parser reads a string of 20 MB in one go, at each
 * keystroke. Such a text has no folds.
 */
const longestParsed = 1_000_000;

interface WordState {
  within: "comment" | "string" | undefined;
}
const words: StreamParser<WordState> = {
  name: "jsonc words",
  startState: () => ({ within: undefined }),
  copyState: ({ within }) => ({ within }),
  token: (stream, state) => {
    // No string goes over a line's end, and of a very long line only the beginning is read.
    if (stream.sol() && state.within === "string") state.within = undefined;
    if (state.within === "comment") return readComment(stream, state);
    if (state.within === "string") return readString(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match("//")) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match("/*")) return readComment(stream, state);
    if (stream.eat('"')) return readString(stream, state);
    if (stream.match(/^-?\d[\d.eE+-]*/)) return "number";
    if (stream.match(/^(?:true|false|null)\b/)) return "bool";
    stream.next();
    return null;
  },
};

function readComment(stream: StringStream, state: WordState): string {
  const closed = stream.skipTo("*/");
  if (closed) stream.match("*/");
  else stream.skipToEnd();
  state.within = closed ? undefined : "comment";
  return "comment";
}

/** Reads a string to its end, or 4,000 characters of it. */
function readString(stream: StringStream, state: WordState): string {
  state.within = "string";
  for (let count = 0; count < 4000; count++) {
    const next = stream.next();
    if (next === "\\") stream.next();
    else if (next === undefined || next === '"') {
      state.within = undefined;
      break;
    }
  }
  return state.within === undefined && stream.match(/^\s*:/, false) ? "propertyName" : "string";
}

const parsed = jsonc();
const coloured = StreamLanguage.define(words);

/** JSON with comments, parsed while the text is short enough for that. */
export function jsonLanguage(): Extension {
  const compartment = new Compartment();
  const languageOf = (doc: Text) => (doc.length > longestParsed ? coloured : parsed);
  return [
    compartment.of(parsed),
    EditorState.transactionExtender.of((transaction) => {
      const { startState, newDoc } = transaction;
      const next = languageOf(newDoc);
      return next === compartment.get(startState)
        ? null
        : { effects: compartment.reconfigure(next) };
    }),
  ];
}
