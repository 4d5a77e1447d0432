import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import {
  loginSession,
  startUrl,
  writeLoginToken,
  writeSsoToken,
} from "../../../fakes/awsSignIn.ts";
import { role } from "../../../fakes/credentialCell.ts";
import type { Answer, FaultServer } from "../../../fakes/faultServer.ts";
import { startFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

/** As keys are, and longer than what is left alone as an ordinary word. */
const key = fc.string({
  unit: fc.constantFrom(...Array.from("ABCabcXYZxyz0189/+")),
  minLength: 12,
  maxLength: 40,
});
/** What a header carries. */
const token = fc.string({
  unit: fc.constantFrom(...Array.from("ABCxyz019/+=._~-%&<>\"'\\")),
  minLength: 10,
  maxLength: 60,
});
/** What only JSON carries. */
const text = fc
  .string({ unit: "grapheme", minLength: 10, maxLength: 40 })
  .filter((it) => it.trim().length >= 10 && !/\p{Surrogate}/u.test(it));
const word = fc.string({
  unit: fc.constantFrom(...Array.from("ABCabc0189")),
  minLength: 12,
  maxLength: 30,
});

const secrets = fc.record({
  accessKeyId: word,
  secretAccessKey: key,
  sessionToken: token.filter((it) => !/[;#]/.test(it)).map((it) => `T${it}T`),
  apiKey: token,
  ssoAccessToken: token,
  ssoRefreshToken: text,
  clientSecret: text,
  loginRefreshToken: text,
  webIdentityToken: token,
  containerToken: token,
  processArgument: word,
  processStderr: word,
  proxyPassword: word,
});
type Secrets = ReturnType<typeof secrets.generate>["value"];

interface Scenario {
  readonly as?: Connection["credentials"];
  readonly config?: string;
  readonly credentials?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly prepare?: (home: string) => Promise<unknown>;
}

let sessions = 0;
const chain = { kind: "default" } as const;
const section = (all: Secrets, name: string) =>
  `[${name}]\naws_access_key_id = ${all.accessKeyId}\naws_secret_access_key = ${all.secretAccessKey}\naws_session_token = ${all.sessionToken}\n`;
const sso = (session: string) =>
  `[profile p]\nsso_session = ${session}\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session ${session}]\nsso_start_url = ${startUrl}\nsso_region = eu-central-1\n`;

/** Each way to sign, with a secret at each place where one can be. */
const scenarios: Readonly<Record<string, (all: Secrets, server: string) => Scenario>> = {
  "keys of a profile": (all) => ({ credentials: section(all, "p") }),
  "keys of the environment": (all) => ({
    as: chain,
    variables: {
      AWS_ACCESS_KEY_ID: all.accessKeyId,
      AWS_SECRET_ACCESS_KEY: all.secretAccessKey,
      AWS_SESSION_TOKEN: all.sessionToken,
      // The command line completes it as the AWS CLI does.
      HTTPS_PROXY: `user:${all.proxyPassword}@proxy.example:3128`,
    },
  }),
  "an API key": (all) => ({ as: { kind: "apiKey", apiKey: all.apiKey } }),
  "an API key of the environment": (all) => ({
    as: chain,
    variables: { AWS_BEARER_TOKEN_BEDROCK: all.apiKey },
  }),
  "a role": (all) => ({
    config: role("dev", "source_profile = base"),
    credentials: section(all, "base"),
  }),
  "a process that fails": (all) => ({
    config: `[profile p]\ncredential_process = ${JSON.stringify(process.execPath)} -e "console.error('${all.processStderr}');process.exit(3)" -- --token=${all.processArgument}\n`,
  }),
  "a web identity": (all) => ({
    as: chain,
    variables: {
      AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/dev",
      AWS_WEB_IDENTITY_TOKEN_FILE: "HOME/token",
    },
    prepare: (home) => writeFile(join(home, "token"), all.webIdentityToken),
  }),
  SSO: (all) => {
    const session = `s${sessions++}`;
    const { ssoAccessToken: accessToken, ssoRefreshToken: refreshToken, clientSecret } = all;
    return {
      config: sso(session),
      prepare: (home) => writeSsoToken(home, session, { accessToken, refreshToken, clientSecret }),
    };
  },
  "SSO to be refreshed": (all) => {
    const session = `s${sessions++}`;
    const { ssoAccessToken: accessToken, ssoRefreshToken: refreshToken, clientSecret } = all;
    const kept = { accessToken, refreshToken, clientSecret, expiresIn: -60 };
    return { config: sso(session), prepare: (home) => writeSsoToken(home, session, kept) };
  },
  "a login to be refreshed": (all) => ({
    config: `[profile p]\nregion = eu-west-1\nlogin_session = ${loginSession}\n`,
    prepare: (home) =>
      writeLoginToken(home, {
        accessKeyId: all.accessKeyId,
        secretAccessKey: all.secretAccessKey,
        sessionToken: all.sessionToken,
        refreshToken: all.loginRefreshToken,
        expiresIn: -60,
      }),
  }),
  "a login file that is broken": (all) => ({
    config: `[profile p]\nregion = eu-west-1\nlogin_session = ${loginSession}\n`,
    prepare: async (home) => writeFile(await writeLoginToken(home), all.loginRefreshToken),
  }),
  "a container": (all, server) => ({
    as: chain,
    variables: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server}/container`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: all.containerToken,
    },
  }),
};

/** Refuses everything, and tells in its words, its members and its headers all that it was given. */
const telltale =
  (all: () => Secrets): Answer =>
  (response, request) => {
    const heard = `${JSON.stringify(request.headers)} ${request.body.toString()} ${all().proxyPassword}`;
    const { authorization = "none", "x-amz-security-token": given = "none" } = request.headers;
    response.setHeader("x-heard", `${authorization} ${given}`);
    const isSts = request.path === "/";
    response.statusCode = 403;
    response.setHeader("x-amzn-requestid", encodeURI(authorization));
    if (isSts) {
      response.setHeader("content-type", "text/xml");
      const inXml = heard.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${inXml}</Message></Error></ErrorResponse>`,
      );
      return;
    }
    response.setHeader("x-amzn-errortype", "AccessDeniedException");
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ message: heard, Message: heard, error: heard, resourceName: heard }),
    );
  };

describe("secrets of all kinds", function () {
  this.timeout(60_000);
  let server: FaultServer;
  let current: Secrets;
  before(async () => (server = await startFaultServer(telltale(() => current))));
  after(() => server.close());

  for (const [what, scenario] of Object.entries(scenarios))
    it(`${what}: never show in an event, the record or the error, whoever quotes them`, async () => {
      // The SDK runs a process, and asks a container again and again.
      const numRuns = what.includes("process") ? 8 : what.includes("container") ? 2 : 25;
      await fc.assert(
        fc.asyncProperty(secrets, async (all) => {
          current = all;
          const { as, config, credentials, variables = {}, prepare } = scenario(all, server.url);
          const home = await useAwsHome({
            ...(config === undefined ? {} : { config }),
            ...(credentials === undefined ? {} : { credentials }),
          });
          try {
            await prepare?.(home.path);
            for (const service of ["STS", "SSO", "SSO_OIDC", "SIGNIN"])
              process.env[`AWS_ENDPOINT_URL_${service}`] = server.url;
            process.env["HTTPS_PROXY"] = `http://user:${all.proxyPassword}@proxy.example:3128`;
            for (const [name, value] of Object.entries(variables))
              process.env[name] = value.replace("HOME", home.path);
            const connection = unsigned(server.url, {
              credentials: as ?? { kind: "profile", profile: "p" },
            });
            const told = await invokeOnce(plainCall, connection, { credentialsTimeoutMs: 5000 });
            errorOf(told);
            const state = told.events.reduce(foldRunEvent, initialRunState());
            const record = writeRunRecord(state, { savedAt: "2026-01-01", redact: false });
            const sinks = [JSON.stringify(told.events), record, JSON.stringify(state.error)];
            for (const [name, secret] of Object.entries(all))
              for (const sink of sinks)
                for (const form of formsOf(secret))
                  assert.ok(!sink.includes(form), `${name} ${form} shows in ${sink}`);
          } finally {
            await home.restore();
          }
        }),
        { numRuns },
      );
    });
});

function formsOf(secret: string): readonly string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}
