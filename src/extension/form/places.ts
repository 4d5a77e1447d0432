import * as vscode from "vscode";
import type { BodyChange, Place } from "../../protocol/form.ts";

/** The document position of a place in the body's text, the body beginning at `start`. */
function positionOf(place: Place, start: vscode.Position): vscode.Position {
  return place.line === 0
    ? start.translate(0, place.character)
    : new vscode.Position(start.line + place.line, place.character);
}

/** The place in the body's text of a document position at or behind `start`. */
export function placeOf(position: vscode.Position, start: vscode.Position): Place {
  return position.line === start.line
    ? { line: 0, character: position.character - start.character }
    : { line: position.line - start.line, character: position.character };
}

/** The body changes as edits of the document, the body beginning at `start`. */
export function textEditsOf(
  changes: readonly BodyChange[],
  start: vscode.Position,
): vscode.TextEdit[] {
  return changes.map(({ from, to, insert }) =>
    vscode.TextEdit.replace(
      new vscode.Range(positionOf(from, start), positionOf(to, start)),
      insert,
    ),
  );
}
