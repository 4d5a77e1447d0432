import { randomUUID } from "node:crypto";
import type { Exchange } from "./exchange.ts";
import { readBody, sendText } from "./exchange.ts";
import { ServiceError } from "./serviceError.ts";
import { stsActions } from "./stsActions.ts";
import { playedRoleFault } from "./stsFaults.ts";
import { StsError, escaped } from "./stsXml.ts";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/**
 * Answers the query protocol of STS (AssumeRole, AssumeRoleWithWebIdentity, GetSessionToken, GetCallerIdentity), for the
 * AWS CLI too: AWS_ENDPOINT_URL_STS. Checks no signature, as nothing here does, but that there is one.
 */
export async function answerSts(exchange: Exchange): Promise<void> {
  const form = new URLSearchParams((await readBody(exchange)).toString("utf8"));
  const role = /:role\/(?:.*\/)?([^/]+)$/.exec(form.get("RoleArn") ?? "")?.[1] ?? "";
  if (await playedRoleFault(exchange, role)) return;
  const name = form.get("Action") ?? "";
  try {
    const action = Object.hasOwn(stsActions, name) ? stsActions[name] : undefined;
    if (!action) throw new StsError(400, "InvalidAction", `Could not find operation ${name}`);
    const result = action(form, exchange.request.headers, role);
    sendXml(
      exchange,
      200,
      `<${name}Response xmlns="${namespace}"><${name}Result>${result}</${name}Result>${metadata()}</${name}Response>`,
    );
  } catch (error) {
    sendXml(exchange, ...refusal(error));
  }
}

function refusal(error: unknown): [number, string] {
  const known =
    error instanceof StsError
      ? error
      : error instanceof ServiceError && error.name === "ExpiredTokenException"
        ? new StsError(403, "ExpiredToken", error.message)
        : error instanceof ServiceError
          ? new StsError(403, "InvalidClientTokenId", error.message)
          : new StsError(500, "InternalFailure", String(error));
  const { status, code, message } = known;
  const text = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
  return [
    status,
    `<ErrorResponse xmlns="${namespace}">${text}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  ];
}

function sendXml(exchange: Exchange, status: number, xml: string): void {
  sendText(exchange, status, "text/xml", xml);
}

function metadata(): string {
  return `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
}
