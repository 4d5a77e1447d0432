import assert from "node:assert/strict";
import { accountMark, resolveRegion, runtimeEndpoint } from "../../src/bedrock/engine.ts";
import { diagnose } from "../../src/core/diagnosis/diagnose.ts";
import { modelFamily } from "../../src/core/models/family.ts";
import { nearPrefixes } from "../../src/core/models/inferenceProfiles.ts";
import { parseRequest } from "../../src/core/request/parse.ts";
import { preflight } from "../../src/core/request/preflight.ts";
import { toInvokeCall } from "../../src/core/request/toCall.ts";
import { costOf } from "../../src/core/run/cost.ts";
import { foldRunEvent, initialRunState } from "../../src/core/run/fold.ts";
import { readRunRecord } from "../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../src/core/run/record.ts";
import type { RunEvent } from "../../src/core/run/events.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { contextFor } from "../fakes/awsContext.ts";
import { useAwsHome } from "../fakes/awsHome.ts";
import { invokeOnce, plainCall, streamCall, unsigned } from "../fakes/invokeOnce.ts";

/** What every object has without anybody having said it. */
const names = Object.getOwnPropertyNames(Object.prototype);

describe("a name that every object inherits", () => {
  for (const name of names) {
    it(`${name} is a model, a variable, a member and a region like any other`, () => {
      const own = (value: unknown) =>
        JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`);
      const body = `{ "messages": [{ "role": ${JSON.stringify(name)}, ${JSON.stringify(name)}: "{{${name}}}" }] }`;
      const members = JSON.stringify({
        modelId: name,
        region: name,
        trace: name,
        serviceTier: name,
      });
      const variables = JSON.stringify(own("x"));
      const text = `${members.slice(0, -1)}, "requestMetadata": ${variables}, "variables": ${variables}, "body": ${body}, ${JSON.stringify(name)}: 1 }`;
      const document = parseRequest(text);
      assert.ok(preflight(document).every(({ message }) => typeof message === "string"));
      const call = toInvokeCall(document);
      assert.equal(call.modelId, name);
      assert.match(new TextDecoder().decode(call.body), /: ?"x"/);
      assert.equal(modelFamily(name), undefined);
      assert.deepEqual(nearPrefixes(name), ["global"]);
      assert.equal(costOf(name, { attempts: 1, inputTokens: 1 }, {}), undefined);
      const failure = { name, message: name, members: own("x"), httpStatus: 400 };
      assert.equal(diagnose(failure).reason, "undocumented");
      const answer = own([{ [`${name}x`]: 1 }]);
      for (const operation of [plainCall, streamCall]) {
        const events: RunEvent[] = [
          {
            type: "started",
            atMs: 0,
            startedAt: "2026-01-01T00:00:00Z",
            call: { ...operation, modelId: name },
            connection: { region: name, endpointHost: name },
          },
          { type: "response", atMs: 1, status: 200, headers: own("x") },
          { type: "chunk", atMs: 2, bytes: Buffer.from(JSON.stringify(answer)), eventType: name },
          { type: "chunk", atMs: 2, bytes: Buffer.from(JSON.stringify({ type: name, ...answer })) },
          { type: "finished", atMs: 3 },
        ];
        const state = events.reduce(foldRunEvent, initialRunState());
        const record = writeRunRecord(state, { savedAt: "2026-01-01T00:00:00Z", redact: true });
        assert.ok(readRunRecord(record).ok);
      }
    });
  }

  it("is a profile that is not there, wherever a profile is looked for", async () => {
    const home = await useAwsHome({ config: "[default]\nregion = us-east-1\n" });
    for (const profile of names) {
      const credentials = { kind: "profile", profile } as const;
      const context = await contextFor({ credentials });
      const nobody = { kind: "profile", profile: "nobody" } as const;
      const region = resolveRegion({}, context);
      assert.ok(!region.ok && region.error.name === "ProfileNotFound");
      assert.equal(
        accountMark(credentials, context),
        accountMark(nobody, await contextFor({ credentials: nobody })),
      );
      const place = runtimeEndpoint({ region: "us-east-1" }, context);
      assert.ok(!place.ok && place.error.name === "ProfileNotFound");
      const told = await invokeOnce(plainCall, unsigned("http://127.0.0.1:1", { credentials }));
      assert.ok(told.final.type === "failed");
      assert.equal(told.final.error.name, "ProfileNotFound");
    }
    await home.restore();
  });

  it("is a model and a directive of the sandbox like any other", async () => {
    const sandbox = await startSandbox();
    for (const name of names) {
      const body = Buffer.from(
        JSON.stringify({
          messages: [
            { role: "user", content: [{ text: `[sandbox:${name}=1] [sandbox:error=${name}]` }] },
          ],
        }),
      );
      for (const modelId of [name, "amazon.nova-lite-v1:0"]) {
        const call = { ...plainCall, modelId, body };
        const told = await invokeOnce(call, unsigned(sandbox.url, { maxAttempts: 1 }));
        assert.ok(["finished", "failed"].includes(told.final.type));
        if (told.final.type === "failed")
          assert.notEqual(told.final.error.name, "InternalServerException");
      }
    }
    await sandbox.close();
  });
});
