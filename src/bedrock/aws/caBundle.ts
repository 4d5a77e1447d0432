import { expanded } from "./awsFiles.ts";
import type { AwsContext, AwsSetting } from "./context.ts";
import { settingOf } from "./context.ts";
import type { Connection } from "./connection.ts";
import type { LocalFailure } from "../failures/localFailure.ts";
import type { OwnFailures } from "../../core/diagnosis/ownFailures.ts";
import { failureOf } from "../failures/localFailure.ts";
import { fileProblem, readPlainFile } from "./plainFile.ts";

/**
 * Returns the path of the certificates to trust in place of Node's own: the file that was chosen, else AWS_CA_BUNDLE's,
 * else the profile's ca_bundle; undefined where nobody names one
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html).
 */
export function caBundleOf(
  { caBundle }: Pick<Connection, "caBundle">,
  context: AwsContext,
): AwsSetting | undefined {
  const setting = caBundle
    ? { value: caBundle, source: "" }
    : settingOf(context, ["AWS_CA_BUNDLE"], "ca_bundle");
  const path = expanded(setting?.value, context.variables);
  return setting && path ? { value: path, source: setting.source } : undefined;
}

/** Returns the certificates to trust, as PEM; undefined: Node's own. Rejects with CaBundleInvalid. */
export async function trustedCertificates(
  connection: Pick<Connection, "caBundle">,
  context: AwsContext,
): Promise<string | undefined> {
  const bundle = caBundleOf(connection, context);
  if (!bundle) return undefined;
  const { value, source } = bundle;
  const bytes = await readPlainFile(value).catch((error: unknown) => {
    throw invalid(source, fileProblem(error));
  });
  const text = bytes.toString("utf8");
  if (!text.includes("-----BEGIN CERTIFICATE-----")) throw invalid(source, { kind: "notPem" });
  return text;
}

function invalid(source: string, problem: OwnFailures["CaBundleInvalid"]["problem"]): LocalFailure {
  const members = problem.kind === "code" ? { code: problem.code } : {};
  return failureOf("CaBundleInvalid", { source, problem }, members);
}
