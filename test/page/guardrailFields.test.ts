import assert from "node:assert/strict";
import type { FormState } from "../../src/protocol/form.ts";
import type { GuardrailsView } from "../../src/protocol/models.ts";
import { useFormPage } from "./harness/formPage.ts";

const arn = "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123";
const view: GuardrailsView = {
  guardrails: [
    { id: "abc123", arn, name: "No secrets", status: "READY", versions: ["DRAFT", "2", "1"] },
    { id: "def456", arn: "", name: "No jokes", status: "CREATING", versions: ["DRAFT"] },
  ],
  loading: false,
};
const set = (...values: [member: string, value: string | null][]) => ({ type: "set", values });

describe("The guardrail's fields", () => {
  const form = useFormPage();
  beforeEach(async () => {
    await state({});
  });

  it("ask for the guardrails when they are opened, and offer name, id and state", async () => {
    await box("Guardrail").click();
    await form.next("guardrailsOpened");
    await guardrails({ ...view, guardrails: [], loading: true });
    await form.page.getByText("Loading the guardrails…").waitFor();
    await guardrails(view);
    await form.page.getByText("def456 · creating").waitFor();
    await box("Guardrail").fill("secrets");
    await form.page.getByText("def456 · creating").waitFor({ state: "hidden" });
    await box("Guardrail").press("ArrowDown");
    await box("Guardrail").press("Enter");
    assert.deepEqual(
      await form.next("set"),
      set(["guardrailIdentifier", "abc123"], ["guardrailVersion", "2"]),
    );
  });

  it("set the newest version with a guardrail from the list, where none is set", async () => {
    await guardrails({
      ...view,
      guardrails: view.guardrails.map((one) => ({ ...one, versions: [...one.versions, "10"] })),
    });
    await choose("secrets");
    assert.deepEqual(
      await form.next("set"),
      set(["guardrailIdentifier", "abc123"], ["guardrailVersion", "10"]),
    );
    assert.equal(await box("Version").inputValue(), "10");
    assert.ok(await box("Guardrail").evaluate((input) => input === document.activeElement));
  });

  it("set DRAFT with a guardrail that has no numbered version", async () => {
    await guardrails(view);
    await choose("jokes");
    assert.deepEqual(
      await form.next("set"),
      set(["guardrailIdentifier", "def456"], ["guardrailVersion", "DRAFT"]),
    );
  });

  it("leave a version alone that is set", async () => {
    await guardrails(view);
    await state({ members: { guardrailVersion: "1" } });
    await choose("secrets");
    assert.deepEqual(await form.next("set"), set(["guardrailIdentifier", "abc123"]));
    await box("Version").fill("2");
    await box("Version").press("Enter");
    assert.deepEqual(await form.next("set"), set(["guardrailVersion", "2"]));
  });

  it("offer the versions of the chosen one, by id or ARN, and DRAFT of any other", async () => {
    await guardrails(view);
    for (const guardrailIdentifier of ["abc123", arn]) {
      await state({ members: { guardrailIdentifier } });
      assert.deepEqual(await versions(), ["DRAFT", "2", "1"]);
    }
    await state({ members: { guardrailIdentifier: "of another account" } });
    assert.deepEqual(await versions(), ["DRAFT"]);
    await box("Version").click();
    await form.page.getByText("the working draft").click();
    assert.deepEqual(await form.next("set"), set(["guardrailVersion", "DRAFT"]));
  });

  it("take any text when they are left, and null when it is taken away", async () => {
    await box("Guardrail").fill("mine");
    await box("Version").focus();
    assert.deepEqual(await form.next("set"), set(["guardrailIdentifier", "mine"]));
    await state({ members: { guardrailIdentifier: "mine" } });
    await box("Guardrail").fill("");
    await box("Guardrail").press("Enter");
    assert.deepEqual(await form.next("set"), set(["guardrailIdentifier", null]));
  });

  it("say quietly why there is nothing to choose from", async () => {
    await guardrails({ guardrails: [], loading: false, error: "AccessDeniedException" });
    await box("Guardrail").click();
    await form.page.getByText("Guardrails could not be listed: access denied").waitFor();
    await box("Guardrail").press("Escape");
    await form.page.getByText("Guardrails could not be listed").waitFor({ state: "hidden" });
  });

  async function state(part: Partial<FormState>): Promise<void> {
    await form.show(part);
    await box("Guardrail").waitFor();
  }

  function guardrails(all: GuardrailsView): Promise<void> {
    return form.say({ type: "guardrails", guardrails: all });
  }

  async function choose(name: string): Promise<void> {
    await box("Guardrail").click();
    await box("Guardrail").fill(name);
    await box("Guardrail").press("ArrowDown");
    await box("Guardrail").press("Enter");
  }

  function box(name: string) {
    return form.page.getByRole("combobox", { name });
  }

  async function versions(): Promise<(string | null)[]> {
    await box("Version").click();
    const rows = form.page.locator("#list-guardrailVersion [role=option]");
    await rows.first().waitFor();
    const values = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("title")));
    await box("Version").press("Escape");
    return values;
  }
});
