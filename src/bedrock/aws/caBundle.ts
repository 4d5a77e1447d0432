import { expanded } from "./awsFiles.ts";
import type { AwsContext, AwsSetting } from "./context.ts";
import { settingOf } from "./context.ts";
import type { Connection } from "./connection.ts";
import { LocalFailure } from "../failures/localFailure.ts";
import { readPlainFile } from "./plainFile.ts";

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
  const words = source.startsWith("profile ") ? `the ${source}` : source;
  return read(value, words && ` of ${words}`);
}

async function read(path: string, source: string): Promise<string> {
  const bytes = await readPlainFile(path).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw invalid(`The CA bundle${source} cannot be read (${code}).`, code);
  });
  const text = bytes.toString("utf8");
  if (!text.includes("-----BEGIN CERTIFICATE-----"))
    throw invalid(`The CA bundle${source} holds no PEM certificate.`);
  return text;
}

function invalid(message: string, code?: string): LocalFailure {
  return new LocalFailure("CaBundleInvalid", message, code === undefined ? {} : { code });
}
