import assert from "node:assert/strict";
import * as vscode from "vscode";

/** A list or an input box as the extension showed it. */
export interface Shown {
  readonly title: string;
  readonly placeholder: string;
  /** "label: description", separators as "-- label". */
  readonly rows: readonly string[];
  readonly password?: boolean;
}

/** What the user does with the next list or box: picks a row, presses a row's button, goes back, leaves, or types. */
export type Answer =
  | { readonly row: string }
  | { readonly row: string; readonly button: string }
  | { readonly typed: string }
  | "back"
  | "leave";

const { createQuickPick, showInputBox } = vscode.window;

const accept = () => vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");

/**
 * Lets `act` ask by the real lists and boxes of VS Code, answers them one after the other, and returns what was shown.
 * A test run's `vscode.window` is not frozen: the extension's calls are listened in on, and go on to VS Code.
 */
export async function answering(
  act: () => PromiseLike<unknown>,
  ...answers: readonly Answer[]
): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  const left = [...answers];
  const problems: unknown[] = [];
  const next = () => left.shift() ?? "leave";
  Object.assign(vscode.window, {
    createQuickPick: () => {
      const pick = createQuickPick();
      const hand = handOn(pick);
      const show = pick.show.bind(pick);
      pick.show = () => {
        const { title = "", placeholder = "", items } = pick;
        shown.push({ title, placeholder, rows: items.map(rowText) });
        show();
        try {
          answerPick(pick, next(), hand);
        } catch (error) {
          problems.push(error);
          pick.hide();
        }
      };
      return pick;
    },
    showInputBox: async (
      options: vscode.InputBoxOptions = {},
      token?: vscode.CancellationToken,
    ) => {
      const { title = "", prompt = "", password = false } = options;
      shown.push({ title, placeholder: prompt, rows: [], password });
      const answer = next();
      if (typeof answer === "string" || !("typed" in answer)) return undefined;
      const ended = Promise.resolve(showInputBox({ ...options, value: answer.typed }, token)).then(
        (value) => ({ value }),
      );
      // Nothing tells when the box is drawn: its key is pressed until it is taken.
      for (;;) {
        const done = await Promise.race([ended, accept().then(() => undefined)]);
        if (done) return done.value;
      }
    },
  });
  try {
    await act();
  } finally {
    Object.assign(vscode.window, { createQuickPick, showInputBox });
  }
  assert.deepEqual(problems, []);
  assert.deepEqual(left, [], "every answer was asked for");
  return shown;
}

type Pick = vscode.QuickPick<vscode.QuickPickItem>;

/** The user's hand on a list that is shown. Its mark moves by itself while it is drawn, and no event tells when it rests. */
interface Hand {
  type(text: string): void;
  accept(item: vscode.QuickPickItem): void;
  pressBack(): void;
  press(item: vscode.QuickPickItem, button: vscode.QuickInputButton): void;
}

function answerPick(pick: Pick, answer: Answer, hand: Hand): void {
  if (answer === "leave") return pick.hide();
  if (answer === "back") return hand.pressBack();
  if ("typed" in answer) hand.type(answer.typed);
  const label = "typed" in answer ? answer.typed : answer.row;
  const labels = "typed" in answer ? [label, `Use ${label}`] : [label];
  const item = pick.items.find((each) => labels.includes(each.label));
  assert.ok(item, `${label} is among ${pick.items.map(rowText).join(" | ")}`);
  if (!("button" in answer)) return hand.accept(item);
  const button = item.buttons?.find(({ tooltip }) => tooltip === answer.button);
  assert.ok(button, `${label} has a button ${answer.button}`);
  hand.press(item, button);
}

/** Listens in on who wants to hear of the list, and lets them hear. */
function handOn(pick: Pick): Hand {
  const typed = listeners(pick, "onDidChangeValue");
  const accepted = listeners(pick, "onDidAccept");
  const buttons = listeners(pick, "onDidTriggerButton");
  const ofItems = listeners(pick, "onDidTriggerItemButton");
  return {
    type: (text) => typed.forEach((listener) => listener(text)),
    accept: (item) => {
      Object.defineProperty(pick, "selectedItems", { value: [item] });
      for (const listener of accepted) listener(undefined);
    },
    pressBack: () => {
      assert.deepEqual(pick.buttons, [vscode.QuickInputButtons.Back]);
      for (const listener of buttons) listener(vscode.QuickInputButtons.Back);
    },
    press: (item, button) => {
      for (const listener of ofItems) listener({ item, button });
    },
  };
}

type Listener = (event: unknown) => unknown;

function listeners(pick: Pick, event: keyof Pick): readonly Listener[] {
  const found: Listener[] = [];
  const subscribe = pick[event] as unknown as vscode.Event<unknown>;
  Object.defineProperty(pick, event, {
    value: (listener: Listener) => {
      found.push(listener);
      return subscribe.call(pick, listener);
    },
  });
  return found;
}

function rowText({ label, description, kind }: vscode.QuickPickItem): string {
  return kind === vscode.QuickPickItemKind.Separator ? `-- ${label}` : `${label}: ${description}`;
}
