import * as vscode from "vscode";
import { knownModels } from "../../core/models/knownModels.ts";
import { findModels, modelGroups, type ModelRow } from "../../core/models/modelSearch.ts";
import { describeModel, listNotes, modelMarks } from "../../core/models/modelWords.ts";
import { setMember } from "../../core/request/edit.ts";
import { stringMember } from "../../core/request/parse.ts";
import type { Span } from "../../core/json/span.ts";
import { Disposables } from "../disposables.ts";
import { applyTextEdits } from "../request/applyEdits.ts";
import type { Services } from "../services.ts";

type Item = vscode.QuickPickItem & { readonly modelId?: string; readonly pins?: string };

const choosing = "Choosing a model";
const pinButton = { iconPath: new vscode.ThemeIcon("pin"), tooltip: "Pin" };
const unpinButton = { iconPath: new vscode.ThemeIcon("pinned"), tooltip: "Unpin" };
const refreshButton = { iconPath: new vscode.ThemeIcon("refresh"), tooltip: "Refresh" };

/** Lets the user choose the request's model from all that the connection offers, or type any id, and writes it into the file. */
export async function chooseRequestModel(
  services: Services,
  uri: vscode.Uri,
  knownBody: Span | undefined,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const region = stringMember(services.documents.of(document, knownBody), "region");
  const modelId = await pickModel(services, region);
  if (modelId === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  const parsed = services.documents.of(document, knownBody);
  applyTextEdits(edit, document, setMember(parsed, "modelId", modelId));
  await vscode.workspace.applyEdit(edit);
}

/** Resolves with what was chosen or typed, undefined when the pick was left. */
async function pickModel(services: Services, region: string | undefined) {
  const { models, pinned, recent, connections, boundary } = services;
  const connection = await connections.resolve(region);
  const resolved = connection.ok ? connection.resolved : undefined;
  let view = resolved && (await models.view(resolved));
  const subscriptions = new Disposables();
  const pick = subscriptions.add(vscode.window.createQuickPick<Item>());
  pick.title = "Bedrock Invoke: Choose Model";
  pick.placeholder = "Choose a model, or type any ID, inference profile or ARN";
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.buttons = resolved && vscode.workspace.isTrusted ? [refreshButton] : [];
  let items: readonly Item[] = [];
  let typed = "";

  const offer = () => {
    const known = typed === "" || items.some(({ modelId }) => modelId === typed);
    const asTyped: Item = {
      label: typed,
      description: "as typed",
      modelId: typed,
      alwaysShow: true,
    };
    pick.items = known ? items : [...items, asTyped];
  };
  const show = () => {
    const groups = modelGroups(view, knownModels, Date.now());
    const pins = pinned.list();
    items = findModels("", groups, pins, recent.list()).flatMap(({ heading, source, rows }) => [
      separator([heading, source].filter(Boolean).join(" · ")),
      ...rows.map((row) => itemOf(row, pins)),
    ]);
    const notes = listNotes(view);
    if (notes.length > 0) items = [...items, separator(notes.map(({ text }) => text).join(" · "))];
    pick.busy = view?.loading !== undefined;
    // New items would move the cursor to the first of them.
    const [active] = pick.activeItems;
    offer();
    const same = active && pick.items.find((item) => isSame(item, active));
    if (same) pick.activeItems = [same];
  };
  const ask = (work: () => unknown) => boundary.background(choosing, work);

  subscriptions.add(
    boundary.on(models.onDidChange, choosing, async (key) => {
      if (!resolved || key !== models.keyOf(resolved)) return;
      view = await models.view(resolved);
      show();
    }),
  );
  subscriptions.add(
    boundary.on(pick.onDidChangeValue, choosing, (text) => {
      typed = text.trim();
      offer();
    }),
  );
  subscriptions.add(
    boundary.on(pick.onDidTriggerButton, choosing, async () => {
      if (resolved) await models.refresh(resolved);
    }),
  );
  subscriptions.add(
    boundary.on(pick.onDidTriggerItemButton, choosing, async ({ item: { pins = "" } }) => {
      await pinned.pin(pins, !pinned.list().includes(pins));
      show();
    }),
  );
  show();
  if (resolved) ask(() => models.opened(resolved));
  return new Promise<string | undefined>((resolve) => {
    subscriptions.add(
      boundary.on(pick.onDidAccept, choosing, () => {
        resolve(pick.selectedItems[0]?.modelId);
        pick.hide();
      }),
    );
    subscriptions.add(
      boundary.on(pick.onDidHide, choosing, () => {
        resolve(undefined);
        subscriptions.dispose();
      }),
    );
    pick.show();
  });
}

function itemOf({ model, use }: ModelRow, pins: readonly string[]): Item {
  const { modelId, name } = model;
  const marks = modelMarks(model);
  const about = [describeModel(model), ...marks].filter(Boolean).join(" · ");
  const detail = use === modelId ? about : [`→ ${use}`, about].filter(Boolean).join(" · ");
  return {
    label: name || modelId,
    ...(name && { description: modelId }),
    ...(detail && { detail }),
    modelId: use,
    pins: modelId,
    buttons: [pins.includes(modelId) ? unpinButton : pinButton],
  };
}

function isSame(a: Item, b: Item): boolean {
  return a.modelId === b.modelId && a.label === b.label && a.kind === b.kind;
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
