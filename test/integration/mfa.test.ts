import assert from "node:assert/strict";
import { askForMfaCode } from "../../src/extension/connection/mfaCode.ts";
import { json, startFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { resetConnection, setVariables, writeAwsFile } from "./awsFiles.ts";
import { loadedFeatures } from "./extension.ts";
import { answering } from "./picks.ts";
import { invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const serial = "arn:aws:iam::123456789012:mfa/me";
const config = `
[profile base]
aws_access_key_id = AKIABASEBASEBASEBASE
aws_secret_access_key = basesecretbasesecretbasesecretbasesecret
[profile admin]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/admin
source_profile = base
mfa_serial = ${serial}
`;

describe("a role that wants an MFA code", () => {
  let server: FaultServer;
  let unset: (() => void) | undefined;

  beforeEach(async () => {
    await closeAll();
    writeAwsFile("config", config);
    server = await startFaultServer((response, request, attempt) => {
      if (request.path !== "/") return json(200, {})(response, request, attempt);
      response.writeHead(200, { "content-type": "text/xml" });
      response.end(assumedRole);
    });
    unset = setVariables({ AWS_ENDPOINT_URL_STS: server.url });
    await setSetting("endpointUrl", server.url);
    await setSetting("signRequests", true);
    await setSetting("region", "");
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "profile", profile: "admin" } });
  });

  afterEach(async () => {
    unset?.();
    await resetConnection();
    await closeAll();
    await restoreSettings();
    await server.close();
  });

  it("fails without a request to the model when the box is left, then asks again and signs with the role", async () => {
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    await answering(() => invoke(uri), "leave");
    const { services } = await loadedFeatures();
    assert.equal(services.runs.of(uri)?.state.error?.name, "MfaCancelled");
    assert.equal(server.requests.length, 0);

    const [box] = await answering(() => invoke(uri), { typed: "123456" });
    assert.equal(box?.placeholder, `MFA code for ${serial}`);
    const [sts, bedrock] = server.requests;
    assert.match(sts?.body.toString() ?? "", /TokenCode=123456/);
    assert.match(bedrock?.headers["authorization"] ?? "", /Credential=ASIAROLEROLEROLEROLE/);
    assert.equal(services.runs.of(uri)?.state.status, "done");
  });

  it("has its box closed when nobody waits for the code any more", async () => {
    const waiting = new AbortController();
    const asked = askForMfaCode(serial, waiting.signal);
    waiting.abort();
    await assert.rejects(asked, /No MFA code/);
  });
});

const assumedRole = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><AssumedRoleId>AROA:s</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/admin/s</Arn></AssumedRoleUser>
<Credentials><AccessKeyId>ASIAROLEROLEROLEROLE</AccessKeyId><SecretAccessKey>rolesecret</SecretAccessKey>
<SessionToken>roletoken</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
</AssumeRoleResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></AssumeRoleResponse>`;
