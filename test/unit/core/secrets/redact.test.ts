import assert from "node:assert/strict";
import { array, assert as holds, constantFrom, property, string } from "fast-check";
import { createRedactor, redactSecrets } from "../../../../src/core/secrets/redact.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const secretOf = (length: number) =>
  array(constantFrom(...alphabet.split("")), { minLength: length, maxLength: length }).map(
    (letters) => `aB3${letters.join("").slice(3)}`,
  );

const inLines = (text: string, width: number, end: string) =>
  text.replaceAll(new RegExp(`.{${width}}`, "gs"), `$&${end}`);
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("redactSecrets", () => {
  const carriers: readonly ((secret: string) => string)[] = [
    (secret) => `Command failed: /opt/sso --password ${secret}\nstderr: ${secret}`,
    (secret) => `aws_secret_access_key = ${secret}`,
    (secret) => `"SecretAccessKey":"${secret}","SessionToken":"${secret}"`,
    (secret) => `Authorization: Bearer ${secret}`,
    (secret) => `authorization: AWS4-HMAC-SHA256 Credential=x, Signature=${secret}`,
    (secret) => `X-Amz-Security-Token=${secret}&x=1`,
    (secret) => `AWS_BEARER_TOKEN_BEDROCK=${secret}`,
    (secret) => `the key ${secret} was refused`,
  ];
  it("takes a secret out of wherever credentials are known to stand", () => {
    holds(
      property(secretOf(40), constantFrom(...carriers), (secret, carrier) => {
        assert.ok(!redactSecrets(carrier(secret)).includes(secret));
      }),
    );
  });

  it("takes a Bedrock API key out with its padding", () => {
    for (const key of ["ABSKQmVkcm9ja0FQSUtleS+/x==", "ABSKabcdefghijkl+/+/+/mnop="])
      assert.equal(redactSecrets(`key ${key} of`), "key [redacted] of");
  });

  it("takes the credentials in use out of wherever they stand", () => {
    const forms: readonly ((secret: string) => string)[] = [
      (secret) => `bad ${secret}!`,
      (secret) => secret + secret,
      (secret) => `see https://x.example/?k=${encodeURIComponent(secret)}`,
      (secret) => `{"k":${JSON.stringify(secret)}}`,
      (secret) => secret.trim(),
    ];
    const secrets = string({ minLength: 8, unit: "grapheme-ascii" }).filter(
      (secret) => secret.trim().length >= 8,
    );
    holds(
      property(secrets, secretOf(40), constantFrom(...forms), (secret, other, form) => {
        // Only what stands in the words at all can be seen to be gone.
        const safe = redactSecrets(form(secret) + other, [other, secret]);
        for (const each of [secret, secret.trim(), encodeURIComponent(secret)])
          assert.ok(!safe.includes(each) || "[redacted]".includes(each), safe);
      }),
    );
  });

  it("takes them out of base64 at any place in it, and of text that is broken into lines", () => {
    const wrapped: readonly ((secret: string) => string)[] = [
      base64,
      (secret) => base64(`u:${secret}`),
      (secret) => base64(`user:${secret}:more`),
      (secret) => Buffer.from(`ab${secret}?`).toString("base64url"),
      (secret) => inLines(secret, 7, "\n"),
      (secret) => inLines(base64(`id=${secret}`), 16, "\r\n"),
      (secret) => JSON.stringify({ text: inLines(secret, 10, "\n  ") }),
      (secret) => encodeURIComponent(secret).replaceAll(/%../g, (byte) => byte.toLowerCase()),
    ];
    holds(
      property(
        secretOf(40),
        secretOf(200),
        constantFrom(...wrapped),
        string(),
        (one, two, carrier, text) => {
          for (const secret of [one, two]) {
            const told = `${text} ${carrier(secret)} ${text}`;
            const safe = redactSecrets(told, [two, one]);
            assert.ok(safe.includes("[redacted]"), safe);
            // What is left of it is less than could be of use.
            const left = safe.replaceAll(text, "").replaceAll(/\[redacted\]|\\[nr]|\s/g, "");
            assert.ok(left.length < 32, left);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("leaves words alone that are as short as a test's keys", () => {
    assert.equal(redactSecrets("a test of x", ["test", "x", ""]), "a test of x");
  });

  it("takes access key ids out", () => {
    assert.equal(
      redactSecrets("key AKIAIOSFODNN7EXAMPLE of ASIAIOSFODNN7EXAMPLE!"),
      "key [redacted] of [redacted]!",
    );
  });

  it("leaves what the service says alone", () => {
    for (const text of [
      "The provided model identifier is invalid.",
      "Invocation of model ID anthropic.claude-sonnet-4-5-20250929-v1:0 with on-demand throughput isn’t supported.",
      "User: arn:aws:sts::123456789012:assumed-role/Dev/me is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/x.y-v1",
      "Request 0f3c1f4e-3f6a-4a7e-9b6e-2f4c8e9d1a2b failed; too many tokens, please wait",
    ]) {
      assert.equal(redactSecrets(text), text);
    }
  });

  it("takes secrets out that overlap, that are huge, and leaves what is no text alone", () => {
    const huge = `start${"é".repeat(300_000)}end`;
    assert.equal(redactSecrets(`a ${huge} b`, [huge, 7, null, undefined, {}]), "a [redacted] b");
    const [one, two] = ["abcdefgh12345678", "12345678ijklmnop"];
    assert.equal(redactSecrets("x abcdefgh12345678ijklmnop y", [one, two]), "x [redacted] y");
  });

  it("takes time that is linear in the text, whatever stands in it", () => {
    const secrets = Array.from({ length: 90 }, (_, n) => `${n}aB3+/`.repeat(40));
    const redact = createRedactor(secrets);
    const texts: readonly ((size: number) => string)[] = [
      (size) => "a ".repeat(size / 2),
      (size) => " \n".repeat(size / 2),
      (size) => `${secrets[7]?.slice(0, -1)} `.repeat(size / 240),
      (size) => "password".padEnd(size),
      (size) => "AKIA ASIA ABSK bearer authorization=".repeat(size / 36),
      (size) => "aB3".repeat(size / 3),
      (size) => "Command failed".repeat(size / 14),
      (size) => "1aB3+/\n".repeat(size / 7),
    ];
    const timeOf = (text: string) => {
      // Of the processor: what else runs on the machine does not count.
      const start = process.cpuUsage();
      redact(text);
      return process.cpuUsage(start).user / 1000;
    };
    for (const text of texts) {
      timeOf(text(50_000)); // warm up
      const small = Math.min(timeOf(text(50_000)), timeOf(text(50_000)));
      const large = Math.min(timeOf(text(500_000)), timeOf(text(500_000)));
      // Ten times the text; a hundred times the time would be quadratic.
      assert.ok(large < 50 * (small + 1), `${text(20)}: ${small} ms, ${large} ms`);
    }
  });
});
