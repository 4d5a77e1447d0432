import * as vscode from "vscode";

/** A row of a list; one without a value cannot be picked. Its buttons are picked in their own right. */
export interface Row<T> extends vscode.QuickPickItem {
  readonly value?: T;
  /** In force now: marked, and the one that the list begins at. */
  readonly current?: boolean;
  readonly buttons?: readonly (vscode.QuickInputButton & { readonly value: T })[];
}

export interface PickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly rows: readonly Row<T>[];
  /** What the Back button gives; without it there is none. */
  readonly back?: T;
  /** A row for what was typed, where no row says it. */
  readonly typed?: (text: string) => Row<T> | undefined;
}

/** Returns the value of the row or button that the user picks, undefined when the list is left. */
export function pickValue<T>(options: PickOptions<T>): Promise<T | undefined> {
  const { title, placeholder, rows, back, typed } = options;
  const pick = vscode.window.createQuickPick<Row<T>>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.items = rows;
  pick.activeItems = rows.filter(({ current }) => current);
  if (back !== undefined) pick.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    const end = (value: T | undefined) => {
      resolve(value);
      pick.hide();
    };
    pick.onDidChangeValue((text) => {
      const row = typed?.(text.trim());
      const known = !row || rows.some(({ label }) => label === row.label);
      pick.items = known ? rows : [...rows, { ...row, alwaysShow: true }];
    });
    pick.onDidAccept(() => {
      const value = pick.selectedItems[0]?.value;
      if (value !== undefined) end(value);
    });
    pick.onDidTriggerItemButton(({ item, button }) =>
      end(item.buttons?.find((each) => each === button)?.value),
    );
    pick.onDidTriggerButton(() => end(back));
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** A line with a name between two groups of rows. */
export function separator(label: string): { label: string; kind: vscode.QuickPickItemKind } {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** The mark of the row that is in force. */
export function markIf(current: boolean): Pick<Row<never>, "current" | "iconPath"> {
  return current ? { current, iconPath: new vscode.ThemeIcon("check") } : {};
}
