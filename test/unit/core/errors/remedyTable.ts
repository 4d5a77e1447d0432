import assert from "node:assert/strict";
import type { RemedyAction } from "../../../../src/core/errors.ts";
import { type Failure, hasOwnRemedy, remedyFor } from "../../../../src/core/errors/remedy.ts";

/** What is known of a failure besides eu-west-1 and a model. */
export type Known = Partial<Failure> & { readonly name: string };

/** A failure, what its remedy says, and the steps it offers in their order: `id argument`, a link by its title. */
export type Row = readonly [
  what: string,
  failure: Known,
  remedy: RegExp,
  actions: readonly string[],
];

/** Tests that every failure of the table has this remedy, and not merely that of its status. */
export function testTable(rows: readonly Row[], byStatus = false): void {
  for (const [what, failure, text, actions] of rows)
    it(`knows ${what}`, () => {
      const found = remedyOf(failure);
      assert.match(found.remedy, text);
      assert.deepEqual(found.actions.map(inWords), actions);
      assert.equal(hasOwnRemedy(failure.name), !byStatus);
      assert.ok(/[.)]$/.test(found.remedy) && !/undefined|  /.test(found.remedy), found.remedy);
    });
}

/** The remedy of a failure in eu-west-1. */
export function remedyOf(failure: Known): ReturnType<typeof remedyFor> {
  return remedyFor({
    message: "",
    members: {},
    region: "eu-west-1",
    modelId: "m.x-v1:0",
    ...failure,
  });
}

function inWords({ id, title, argument }: RemedyAction): string {
  if (id === "openLink") return `link ${title}`;
  return argument === undefined ? id : `${id} ${argument}`;
}
