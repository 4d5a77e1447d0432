/**
 * The text as a terminal may show it: control characters and those that turn the direction of writing are written as
 * JSON writes them (`\u001b`), so that what a file, a model or a server wrote cannot move the cursor, set colors or the
 * clipboard, or pass for other text. Line breaks and tabs stay.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, (character) =>
      character === "\n" || character === "\t" ? character : escaped(character),
    );
}

/** The text on one line, its line breaks written as escapes. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
