import assert from "node:assert/strict";
import { FormMessages, type FormMessage } from "../../../src/extension/form/formMessages.ts";
import type { FormEdit, FormToHost } from "../../../src/protocol/form.ts";

type Boundary = ConstructorParameters<typeof FormMessages>[0];
type Log = ConstructorParameters<typeof FormMessages>[1];

const set = (value: string): FormEdit => ({ type: "set", values: [["modelId", value]] });
const unsent = (...edits: FormEdit[]): FormToHost => ({ type: "unsent", edits });

describe("what a form's page says", () => {
  let handled: FormMessage[];
  let messages: FormMessages;

  beforeEach(() => {
    handled = [];
    const boundary = { forUser: async (_what: string, work: () => unknown) => await work() };
    messages = new FormMessages(
      boundary as unknown as Boundary,
      { warn: (words: string) => assert.fail(words) } as unknown as Log,
      () => {},
      async (message) => void handled.push(message),
    );
  });

  it("is carried out when it is sent, and not when it is told of", async () => {
    messages.receive(unsent(set("a")));
    messages.receive(unsent(set("ab")));
    messages.receive(set("ab"));
    await messages.flush(false);
    assert.deepEqual(handled, [set("ab")]);
  });

  for (const [what, go] of [
    ["hidden", () => messages.makeUnsentEdits()],
    ["hidden when the request is saved", () => messages.flush(false)],
    ["reloaded", () => messages.receive({ type: "ready" })],
  ] as const)
    it(`is carried out as it was told of last, and once, when the page is ${what} before it sends it`, async () => {
      messages.receive(set("first"));
      messages.receive(unsent(set("a")));
      messages.receive(unsent(set("ab"), { type: "setMetadata", pairs: [["k", "v"]] }));
      await go();
      await messages.flush(false);
      const edits = handled.filter(({ type }) => type !== "ready");
      assert.deepEqual(edits, [
        set("first"),
        set("ab"),
        { type: "setMetadata", pairs: [["k", "v"]] },
      ]);
      if (what === "reloaded") assert.equal(handled.at(-1)?.type, "ready");
    });
});
