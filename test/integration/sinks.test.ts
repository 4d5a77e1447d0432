import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeRunRecord } from "../../src/core/run/record.ts";
import { copyError } from "../../src/extension/response/answerText.ts";
import { runView } from "../../src/extension/response/runView.ts";
import { exception, withFaultServer } from "../fakes/faultServer.ts";
import { resetConnection, writeAwsFile } from "./awsFiles.ts";
import { loadedFeatures } from "./extension.ts";
import { invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const secretKey = randomBytes(30).toString("base64");
const token = randomBytes(150).toString("base64");

/** How a server, a proxy or a library may quote what it was sent. */
const quotes: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "as JSON": (secret) => JSON.stringify({ key: secret }),
  "in a URL": (secret) => `https://x.example/?t=${encodeURIComponent(secret)}`,
  "in base64": (secret) => Buffer.from(`user:${secret}`).toString("base64"),
  "in lines": (secret) => secret.replaceAll(/.{12}/g, "$&\n"),
};

describe("what the service says back of a secret", () => {
  before(closeAll);
  after(async () => {
    await resetConnection();
    await restoreSettings();
    await closeAll();
  });

  for (const [how, quote] of Object.entries(quotes))
    it(`reaches neither page, record, output nor clipboard: ${how}`, async () => {
      writeAwsFile(
        "config",
        `[profile sinks]\nregion = us-east-1\naws_access_key_id = AKIASINKSSINKSSINKS0\naws_secret_access_key = ${secretKey}\naws_session_token = ${token}\n`,
      );
      const { services, responses } = await loadedFeatures();
      await services.connections.pick({ identity: { kind: "profile", profile: "sinks" } });
      await setSetting("signRequests", true);
      await setSetting("responseView", "output");
      const message = `Denied: ${quote(secretKey)} and ${quote(token)}`;
      const failure = exception(403, "AccessDeniedException", {
        message,
        originalMessage: message,
        resourceName: quote(token),
      });
      await withFaultServer(failure, async ({ url }) => {
        await setSetting("endpointUrl", url);
        const written: string[] = [];
        const replace = responses.output.replace.bind(responses.output);
        responses.output.replace = (text) => {
          written.push(text);
          replace(text);
        };
        const { uri } = await openText(writeRequest(requestText("Hello.")));
        const run = await invoke(uri);
        responses.output.replace = replace;
        assert.equal(run.state.error?.name, "AccessDeniedException");
        assert.equal(written.length, 1);
        const savedAt = new Date().toISOString();
        const sinks = {
          page: JSON.stringify(runView(run)),
          record: writeRunRecord(run.state, { savedAt, redact: true }),
          query: writeRunRecord(run.state, { savedAt, redact: false }),
          output: written.join(""),
          clipboard: copyError(run.state.error),
        };
        for (const [sink, text] of Object.entries(sinks)) {
          assert.ok(text.includes("AccessDeniedException"), sink);
          // Any dozen characters of it are too many, however they are wrapped.
          const bare = text.replaceAll(/\\n|\s/g, "");
          for (const secret of [secretKey, token])
            for (const form of [secret, quote(secret).replaceAll(/\s/g, "").slice(16)])
              for (let at = 0; at + 12 <= form.length; at += 6)
                assert.ok(!bare.includes(form.slice(at, at + 12)), `${sink}: ${text}`);
        }
      });
    });
});
