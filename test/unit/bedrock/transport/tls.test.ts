import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { selfSigned } from "../../../fakes/certificate.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

function overTls(tls: { key: string; cert: string }, changes: Partial<Connection>) {
  return withFaultServer(
    json(200, { ok: true }),
    ({ url }) => invokeOnce(plainCall, unsigned(url, { maxAttempts: 1, ...changes })),
    tls,
  );
}

describe("names and TLS", () => {
  let home: AwsHome;
  before(async () => (home = await useAwsHome()));
  after(() => home.restore());
  it("2, 17, 33 a name that does not resolve names host and region", async () => {
    await home.write("credentials", "[dev]\naws_access_key_id = A\naws_secret_access_key = S\n");
    const told = await invokeOnce(plainCall, {
      ...unsigned("https://bedrock-runtime.nowhere-1.invalid", {
        maxAttempts: 1,
        region: "nowhere-1",
      }),
      credentials: { kind: "profile", profile: "dev" },
    });
    const error = errorOf(told);
    assert.equal(error.name, "DnsFailure");
    assert.deepEqual(error.params, {
      host: "bedrock-runtime.nowhere-1.invalid",
      region: "nowhere-1",
    });
  });

  const good = selfSigned("127.0.0.1");

  const bundle = async (cert: string) => {
    const path = join(home.path, "ca.pem");
    await writeFile(path, cert);
    return path;
  };

  it("3 refuses a certificate nobody has signed for", async () => {
    const error = errorOf(await overTls(good, {}));
    assert.equal(error.name, "TlsError");
    assert.deepEqual(error.members, { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  it("3 accepts it with the CA bundle, or with verification off", async () => {
    const caBundle = await bundle(good.cert);
    assert.equal((await overTls(good, { caBundle })).final.type, "finished");
    assert.equal((await overTls(good, { verifySsl: false })).final.type, "finished");
  });

  it("takes the CA bundle of AWS_CA_BUNDLE, else the profile's; the chosen one goes first", async () => {
    const path = await bundle(good.cert);
    const absent = join(home.path, "absent.pem");
    await home.write("config", `[default]\nca_bundle = ${path}\n`);
    const caBundles: readonly (readonly [string | undefined, string, string])[] = [
      [undefined, "", "finished"],
      [undefined, absent, "CaBundleInvalid"],
      [path, absent, "finished"],
      [undefined, path, "finished"],
      [absent, path, "CaBundleInvalid"],
    ];
    try {
      for (const [caBundle, ofEnvironment, outcome] of caBundles) {
        process.env["AWS_CA_BUNDLE"] = ofEnvironment;
        const { final } = await overTls(good, { caBundle });
        assert.equal(final.type === "failed" ? final.error.name : final.type, outcome);
      }
    } finally {
      delete process.env["AWS_CA_BUNDLE"];
      await home.write("config", "");
    }
  });

  it("looks anew at a profile's CA bundle after it failed", async () => {
    const path = await bundle(selfSigned("127.0.0.1").cert);
    await home.write("config", `[default]\nca_bundle = ${path}\n`);
    await withFaultServer(
      json(200, {}),
      async ({ url }) => {
        const connection = unsigned(url, { maxAttempts: 1 });
        assert.equal(errorOf(await invokeOnce(plainCall, connection)).name, "TlsError");
        await bundle(good.cert);
        assert.equal((await invokeOnce(plainCall, connection)).final.type, "finished");
      },
      good,
    );
    await home.write("config", "");
  });

  it("4 refuses a certificate of another host", async () => {
    const other = selfSigned("elsewhere.example");
    const error = errorOf(await overTls(other, { caBundle: await bundle(other.cert) }));
    assert.equal(error.name, "TlsError");
    assert.deepEqual(error.members, { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });

  it("5 refuses an expired certificate", async () => {
    const old = selfSigned("127.0.0.1", new Date(Date.now() - 3_600_000));
    const error = errorOf(await overTls(old, { caBundle: await bundle(old.cert) }));
    assert.equal(error.name, "TlsError");
    assert.deepEqual(error.members, { code: "CERT_HAS_EXPIRED" });
  });

  it("6 says that an http port was spoken to with https", () =>
    withFaultServer(json(200, {}), async ({ url }) => {
      const error = errorOf(
        await invokeOnce(plainCall, unsigned(url.replace("http:", "https:"), { maxAttempts: 1 })),
      );
      assert.equal(error.name, "TlsError");
    }));

  it("says that a CA bundle cannot be read, or holds no certificate", async () => {
    for (const caBundle of [join(home.path, "absent.pem"), await bundle("hello")]) {
      const error = errorOf(await overTls(good, { caBundle }));
      assert.equal(error.name, "CaBundleInvalid");
      assert.equal(error.attempts, 0);
    }
  });
});
