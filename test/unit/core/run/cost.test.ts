import assert from "node:assert/strict";
import { costOf } from "../../../../src/core/run/cost.ts";

const metrics = { attempts: 1, inputTokens: 1000, outputTokens: 500, cacheReadInputTokens: 2000 };

describe("costOf", () => {
  it("counts each kind of token at the price of a million", () => {
    const prices = { claude: { input: 3, output: 15, cacheRead: 0.3, currency: "EUR" } };
    const cost = costOf("us.anthropic.claude-x", metrics, prices);
    assert.equal(cost?.currency, "EUR");
    assert.equal(cost?.amount.toFixed(6), "0.011100");
  });

  it("takes the longest part that the model's id holds", () => {
    const prices = { claude: { input: 1 }, "claude-x": { input: 2 }, nova: { input: 9 } };
    assert.equal(costOf("anthropic.claude-x", metrics, prices)?.amount, 0.002);
  });

  it("says nothing without a price or a count", () => {
    assert.equal(costOf("m", metrics, {}), undefined);
    assert.equal(costOf("m", metrics, { "": { input: 1 } }), undefined);
    assert.equal(costOf("m", { attempts: 1 }, { m: { input: 1 } }), undefined);
  });
});
