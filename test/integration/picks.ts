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

const accept = () => vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");

/**
 * Lets `act` ask by the real lists and boxes of VS Code, answers them one after the other, and returns what was shown.
 * A test run's `vscode.window` is not frozen: the extension's calls are listened in on, and go on to VS Code.
 */
export async function answering(
  act: () => PromiseLike<unknown>,
  ...answers: readonly Answer[]
): Promise<readonly Shown[]> {
  const { createQuickPick, showInputBox } = vscode.window;
  const shown: Shown[] = [];
  const left = [...answers];
  const problems: unknown[] = [];
  const next = () => left.shift() ?? "leave";
  Object.assign(vscode.window, {
    createQuickPick: () => {
      const pick = createQuickPick();
      const buttons = listenersOf(pick);
      const show = pick.show.bind(pick);
      pick.show = () => {
        const { title = "", placeholder = "", items } = pick;
        shown.push({ title, placeholder, rows: items.map(rowText) });
        const drawn = nextActive(pick);
        show();
        answerPick(pick, drawn, next(), buttons).catch((error: unknown) => {
          problems.push(error);
          pick.hide();
        });
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
type ButtonListener = (event: vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>) => unknown;

async function answerPick(
  pick: Pick,
  drawn: Promise<readonly vscode.QuickPickItem[]>,
  answer: Answer,
  buttons: readonly ButtonListener[],
): Promise<void> {
  let [active] = await drawn;
  if (answer === "leave") return pick.hide();
  if (answer === "back") {
    await vscode.commands.executeCommand("workbench.action.quickInputBack");
    return;
  }
  const label = "typed" in answer ? answer.typed : answer.row;
  if ("typed" in answer) {
    const found = nextActive(pick);
    pick.value = answer.typed;
    [active] = await found;
  }
  const item = pick.items.find((each) => each.label === label);
  assert.ok(item, `${label} is among ${pick.items.map(rowText).join(" | ")}`);
  if ("button" in answer) {
    const button = item.buttons?.find(({ tooltip }) => tooltip === answer.button);
    assert.ok(button, `${label} has a button ${answer.button}`);
    // No command presses a row's button.
    for (const listener of buttons) listener({ item, button });
    return;
  }
  if (active?.label !== label) {
    const found = nextActive(pick);
    pick.activeItems = [item];
    await found;
  }
  await accept();
}

/** The next rows that VS Code tells to be the marked ones. */
function nextActive(pick: Pick): Promise<readonly vscode.QuickPickItem[]> {
  return new Promise((resolve) => {
    const subscription = pick.onDidChangeActive((items) => {
      subscription.dispose();
      resolve(items);
    });
  });
}

/** Collects who wants to hear of a row's button. */
function listenersOf(pick: Pick): readonly ButtonListener[] {
  const listeners: ButtonListener[] = [];
  const subscribe = pick.onDidTriggerItemButton.bind(pick);
  Object.defineProperty(pick, "onDidTriggerItemButton", {
    value: (listener: ButtonListener) => {
      listeners.push(listener);
      return subscribe(listener);
    },
  });
  return listeners;
}

function rowText({ label, description, kind }: vscode.QuickPickItem): string {
  return kind === vscode.QuickPickItemKind.Separator ? `-- ${label}` : `${label}: ${description}`;
}
