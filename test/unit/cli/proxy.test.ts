import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { selfSigned } from "../../fakes/certificate.ts";
import { startConnectProxy } from "../../fakes/connectProxy.ts";
import { startFaultServer } from "../../fakes/faultServer.ts";
import type { Ended } from "./cli.ts";
import { requestFile, runCli, temporaryFolder } from "./cli.ts";

const answer = '{"content":[{"type":"text","text":"Through"}]}';
const password = "p%40ss-w0rd";
const keys = { AWS_ACCESS_KEY_ID: "AKIDPROXY", AWS_SECRET_ACCESS_KEY: "proxy-secret" };

function assertNoSecret({ stdout, stderr }: Ended): void {
  const basic = Buffer.from("user:p@ss-w0rd").toString("base64");
  for (const secret of [password, "p@ss-w0rd", basic, keys.AWS_SECRET_ACCESS_KEY])
    assert.ok(!`${stdout}${stderr}`.includes(secret), `${secret} is nowhere`);
}

const proxied = (proxy: string) => ({ HTTPS_PROXY: proxy, AWS_CA_BUNDLE: "" });

describe("a proxy, as the AWS CLI finds it", () => {
  const tls = selfSigned("gate.example");
  let bundle: string;
  let file: string;
  before(async () => {
    bundle = join(await temporaryFolder("proxy"), "ca.pem");
    await writeFile(bundle, tls.cert);
    file = await requestFile({ modelId: "m", body: { a: 1 } });
  });

  /** Runs with a TLS server that is "gate.example" and a proxy that leads to it. */
  async function through(
    variables: (proxy: string) => Record<string, string>,
    { user = false, more = [] as readonly string[], host = "gate.example" } = {},
  ) {
    const server = await startFaultServer((response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(answer);
    }, tls);
    const proxy = await startConnectProxy(server.port, user ? "p@ss-w0rd" : undefined);
    try {
      const args = ["--region", "us-east-1", "--endpoint-url", `https://${host}`, ...more];
      const env = { ...keys, AWS_CA_BUNDLE: bundle, ...variables(proxy.host) };
      const ended = await runCli(["run", file, "--max-attempts", "1", "--debug", ...args], { env });
      assertNoSecret(ended);
      return { ended, tunnels: proxy.tunnels, requests: server.requests };
    } finally {
      await Promise.all([server.close(), proxy.close()]);
    }
  }

  for (const [what, variables] of [
    ["HTTPS_PROXY", (proxy: string) => ({ HTTPS_PROXY: `http://${proxy}` })],
    ["a host and port alone", (proxy: string) => ({ HTTPS_PROXY: proxy })],
    [
      "https_proxy before HTTPS_PROXY",
      (proxy: string) => ({ https_proxy: `http://${proxy}/`, HTTPS_PROXY: "http://127.0.0.1:1" }),
    ],
    [
      "NO_PROXY of other names",
      (proxy: string) => ({
        HTTPS_PROXY: `http://${proxy}`,
        NO_PROXY: "other.example,ate.example",
      }),
    ],
  ] as const) {
    it(`tunnels with ${what}`, async () => {
      const { ended, tunnels, requests } = await through(variables);
      assert.equal(ended.code, 0, ended.stderr);
      assert.equal(ended.stdout, "Through\n");
      assert.deepEqual(tunnels, [{ target: "gate.example:443", authorization: undefined }]);
      assert.match(requests[0]?.headers["authorization"] ?? "", /^AWS4-HMAC-SHA256 /);
      assert.equal(requests[0]?.headers["proxy-authorization"], undefined);
    });
  }

  it("signs in to the proxy; its password stands in no output", async () => {
    const { ended, tunnels } = await through(
      (proxy) => ({ HTTPS_PROXY: `http://user:${password}@${proxy}`, DEBUG: "*" }),
      { user: true },
    );
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(tunnels[0]?.authorization, `Basic ${btoa("user:p@ss-w0rd")}`);
  });

  it("says that the proxy wants a sign-in, and sends it nothing of the request", async () => {
    const { ended, requests } = await through(
      (proxy) => ({ HTTPS_PROXY: `http://user:wrong@${proxy}` }),
      { user: true },
    );
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /HTTP 407[\s\S]*proxy/i);
    assert.equal(requests.length, 0);
  });

  it("names the proxy that cannot be reached, not the endpoint, and no password", async () => {
    const { ended } = await through(() => ({ HTTPS_PROXY: `http://user:${password}@127.0.0.1:1` }));
    assert.equal(ended.code, 1);
    assert.match(
      ended.stderr,
      /error: ProxyUnreachable.*The proxy 127\.0\.0\.1:1 cannot be reached/,
    );
    assert.match(ended.stderr, /HTTPS_PROXY/);
  });

  it("refuses what is no proxy's URL, without repeating it", async () => {
    for (const HTTPS_PROXY of [`http://user:${password}@`, `socks5://user:${password}@h:1`]) {
      const { ended, requests } = await through(() => ({ HTTPS_PROXY }));
      assert.equal(ended.code, 2, HTTPS_PROXY);
      assert.match(ended.stderr, /HTTPS_PROXY/);
      assert.equal(requests.length, 0);
    }
  });

  for (const NO_PROXY of ["*", "x, .EXAMPLE", "gate.example", "gate.example:443"]) {
    it(`goes past it with NO_PROXY=${NO_PROXY}`, async () => {
      const { ended, tunnels } = await through((proxy) => ({ HTTPS_PROXY: proxy, NO_PROXY }));
      assert.deepEqual(tunnels, []);
      assert.match(ended.stderr, /DnsFailure|ConnectionRefused/, "gate.example is nowhere else");
    });
  }

  it("goes past it to this machine, with TLS and without", async () => {
    const own = selfSigned("127.0.0.1");
    const caBundle = join(await temporaryFolder("proxy"), "own.pem");
    await writeFile(caBundle, own.cert);
    for (const protocol of ["https", "http"]) {
      const server = await startFaultServer(
        (response) => {
          response.writeHead(200, { "content-type": "application/json" }).end(answer);
        },
        protocol === "https" ? own : undefined,
      );
      try {
        const proxies = { HTTPS_PROXY: "http://127.0.0.1:1", HTTP_PROXY: "http://127.0.0.1:1" };
        const ended = await runCli(
          ["run", file, "--region", "us-east-1", "--endpoint-url", server.url, "--no-sign-request"],
          { env: { ...proxies, AWS_CA_BUNDLE: caBundle } },
        );
        assert.equal(ended.code, 0, ended.stderr);
      } finally {
        await server.close();
      }
    }
  });

  it("verifies the endpoint's certificate through it, unless told not to", async () => {
    const strict = await through(proxied);
    assert.match(strict.ended.stderr, /error: TlsError/);
    assert.equal(strict.requests.length, 0);
    const lax = await through(proxied, { more: ["--no-verify-ssl"] });
    assert.equal(lax.ended.code, 0, lax.ended.stderr);
    const other = await through((proxy) => ({ HTTPS_PROXY: proxy }), { host: "other.example" });
    assert.match(other.ended.stderr, /ERR_TLS_CERT_ALTNAME_INVALID/);
  });
});
