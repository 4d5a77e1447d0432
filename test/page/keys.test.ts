import assert from "node:assert/strict";
import { closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { foldKeymap } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import type { KeyBinding } from "@codemirror/view";
import type { Locator, Page } from "playwright-core";
import { useFormPage } from "./harness/formPage.ts";
import { useResponsePage } from "./harness/responsePage.ts";
import { sampleRun, shortJson } from "./harness/samples.ts";

const body = '{\n  "a": [\n    1\n  ],\n  "b": ""\n}';

/** Keys that the workbench must get from every field. */
const workbenchKeys =
  "F1 F5 Escape Control+p Control+Shift+KeyP Control+w Control+b Control+j Control+Shift+KeyM Control+PageDown Control+Tab Control+Backquote Alt+F1".split(
    " ",
  );

/** Keys with which a browser edits a field. */
const editingKeys =
  "Control+a Control+y Control+Shift+z Control+z x Space ArrowLeft ArrowRight Home End Shift+Home Shift+ArrowLeft Control+ArrowLeft Control+Shift+ArrowRight Control+Home Control+End Backspace Delete Control+Backspace Control+Delete Enter".split(
    " ",
  );

describe("Keys and VS Code", () => {
  describe("in the form", () => {
    const form = useFormPage();
    beforeEach(async () => {
      await form.show();
      await form.say({ type: "body", text: body, baseIndent: "", revision: 1, edit: 0 });
      await form.page.getByText('"a"').waitFor();
    });

    const maps: Record<string, readonly KeyBinding[]> = {
      defaultKeymap,
      searchKeymap,
      foldKeymap,
      lintKeymap,
      closeBracketsKeymap,
      indentWithTab: [indentWithTab],
    };
    /** What the editor does not take where the test presses it, and so leaves to VS Code. */
    const notTaken = new Set(["Control+Shift+KeyM"]);

    for (const [name, bindings] of Object.entries(maps))
      it(`VS Code gets no key of ${name} that the editor takes`, async () => {
        for (const press of bindings.flatMap(pressesOf)) {
          await form.page.locator(".cm-content").focus();
          for (const first of firstKeys[name]?.[press] ?? []) await form.page.keyboard.press(first);
          await clearForwarded(form.page);
          await form.page.keyboard.press(press);
          const got = await forwarded(form.page);
          assert.equal(got.length > 0, notTaken.has(press), `${press} → ${got.join()}`);
        }
      });

    it("a text field keeps the keys that edit it", async () => {
      await keepsItsKeys(await metadataKey());
      await keepsItsKeys(form.page.getByRole("combobox", { name: "Model" }));
    });

    it("VS Code gets its own keys from the editor and from the fields", async () => {
      await leavesTheOthers(form.page.locator(".cm-content"));
      await leavesTheOthers(await metadataKey());
    });

    async function metadataKey(): Promise<Locator> {
      const key = form.page.getByRole("textbox", { name: "Metadata key 1" });
      if ((await key.count()) === 0)
        await form.page.getByRole("button", { name: "Add row" }).click();
      return key;
    }

    it("VS Code gets both halves of a chord", async () => {
      await form.page.locator(".cm-content").focus();
      for (const press of ["Control+k", "Control+ArrowLeft", "Control+ArrowLeft"])
        await form.page.keyboard.press(press);
      assert.deepEqual(await forwarded(form.page), ["k", "ArrowLeft"]);
    });

    it("Esc that cancels a run is not VS Code's too", async () => {
      await form.show({ running: { startedAt: 0 } });
      await form.page.getByRole("button", { name: "Cancel" }).waitFor();
      await form.page.locator(".cm-content").focus();
      await form.page.keyboard.press("Escape");
      await form.next("cancel");
      assert.deepEqual(await forwarded(form.page), []);
    });
  });

  describe("in the response view", () => {
    const view = useResponsePage({ width: 1000, height: 600 });
    beforeEach(async () => {
      await view.say({ type: "run", run: sampleRun() });
      await view.page.getByRole("tab", { name: "JSON" }).click();
      await view.next("needJson");
      await view.say({ type: "json", runId: "run-1", text: shortJson('{\n  "whole": 1\n}') });
      await view.page.getByText('"whole"').waitFor();
    });

    it("the JSON filter keeps the keys that edit it, and no others", async () => {
      await keepsItsKeys(view.page.locator("#json-filter"));
      await leavesTheOthers(view.page.locator("#json-filter"));
    });

    it("the JSON keeps Ctrl+A, which selects all of it and nothing around it", async () => {
      await view.page.locator(".cm-content").focus();
      await view.page.keyboard.press("Control+a");
      assert.deepEqual(await forwarded(view.page), []);
      const selected = await view.page.evaluate(() => document.getSelection()?.toString());
      assert.equal(selected?.replaceAll(/\s/g, ""), '{"whole":1}');
    });

    it("the JSON keeps the keys that search and fold it", async () => {
      for (const press of [...searchKeymap, ...foldKeymap].flatMap(pressesOf)) {
        await view.page.locator(".cm-content").focus();
        if (press === "Escape") await view.page.keyboard.press("Control+f");
        await clearForwarded(view.page);
        await view.page.keyboard.press(press);
        assert.deepEqual(await forwarded(view.page), [], press);
      }
    });
  });
});

/** What gives Esc something to do in the editor. */
const firstKeys: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  defaultKeymap: { Escape: ["Control+a"] },
  searchKeymap: { Escape: ["Control+f"] },
};

async function keepsItsKeys(field: Locator): Promise<void> {
  const page = field.page();
  await field.focus();
  for (const press of editingKeys) {
    await page.keyboard.press(press);
    assert.deepEqual(await forwarded(page), [], press);
  }
}

async function leavesTheOthers(field: Locator): Promise<void> {
  const page = field.page();
  await field.focus();
  for (const press of workbenchKeys) {
    await clearForwarded(page);
    await page.keyboard.press(press);
    assert.equal((await forwarded(page)).length, 1, press);
  }
}

/** The keys, but for modifiers, that have come through to VS Code. */
async function forwarded(page: Page): Promise<string[]> {
  const keys = await page.evaluate(() => window.forwardedKeys);
  return keys.filter((key) => !["Control", "Shift", "Alt"].includes(key));
}

async function clearForwarded(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.forwardedKeys = [];
  });
}

/** A binding's keys on Linux and Windows, with Shift too where that does something of its own. */
function pressesOf({ key, shift }: KeyBinding): string[] {
  if (key === undefined) return [];
  const press = playwrightKey(key);
  return shift ? [press, `Shift+${press}`] : [press];
}

const keyNames: Readonly<Record<string, string>> = {
  Mod: "Control",
  Ctrl: "Control",
  A: "Shift+KeyA",
  "[": "BracketLeft",
  "]": "BracketRight",
  "\\": "Backslash",
  "/": "Slash",
};

function playwrightKey(key: string): string {
  return key
    .split(/-(?!$)/)
    .map((part) => keyNames[part] ?? (part.length === 1 ? `Key${part.toUpperCase()}` : part))
    .join("+");
}
