import assert from "node:assert/strict";
import { json, withFaultServer } from "../../fakes/faultServer.ts";
import { loadedFeatures } from "../extension.ts";
import { answering } from "../picks.ts";
import { command } from "../runs.ts";
import { restoreSettings, setSetting } from "../settings.ts";
import { closeAll, openText } from "../window.ts";
import { requestText, writeRequest } from "../workspace.ts";

describe("the lists of a workspace that is not trusted", () => {
  afterEach(async () => {
    await closeAll();
    await restoreSettings();
  });

  it("are asked for by nothing, and known models can be chosen", async () => {
    await withFaultServer(json(200, {}), async (server) => {
      await setSetting("endpointUrl", server.url);
      const { services } = await loadedFeatures();
      const result = await services.connections.resolve(undefined);
      assert.ok(result.ok);
      await services.models.opened(result.resolved);
      await services.models.refresh(result.resolved);
      await services.models.chosen(
        result.resolved,
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl",
      );
      await services.guardrails.opened(result.resolved);
      await services.guardrails.messages(result.resolved, "abc123", "7");
      const { uri } = await openText(writeRequest(requestText("Hello.")));
      const [shown] = await answering(() => command("chooseModel", uri), {
        row: "Nova Micro (eu)",
      });
      assert.ok(shown?.rows.includes("-- Inference profiles · known models"));
      assert.deepEqual(server.requests, []);
    });
  });
});
