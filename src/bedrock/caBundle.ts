import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./awsFiles.ts";
import { profileSection, readAwsFiles } from "./awsFiles.ts";
import type { Connection } from "./connection.ts";
import { LocalFailure } from "./localFailure.ts";
import { readPlainFile } from "./plainFile.ts";

/**
 * Returns the certificates to trust in place of Node's own, as PEM: of the file that was chosen, else AWS_CA_BUNDLE's,
 * else the profile's ca_bundle; undefined where nobody names one
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html). Rejects with CaBundleInvalid.
 */
export async function trustedCertificates(
  { caBundle, credentials }: Pick<Connection, "caBundle" | "credentials">,
  env: Environment,
): Promise<string | undefined> {
  if (caBundle) return read(caBundle, "");
  const ofEnvironment = env["AWS_CA_BUNDLE"];
  if (ofEnvironment) return read(ofEnvironment, " of AWS_CA_BUNDLE");
  const name =
    credentials.kind === "profile" ? credentials.profile : env["AWS_PROFILE"] || "default";
  const ofProfile = profileSection(await readAwsFiles(env), name)?.["ca_bundle"];
  return ofProfile ? read(ofProfile, ` of the profile ${name}`) : undefined;
}

async function read(path: string, source: string): Promise<string> {
  const absolute = path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
  const text = await readPlainFile(absolute).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw invalid(`The CA bundle${source} cannot be read (${code}).`, code);
  });
  if (!text.includes("-----BEGIN CERTIFICATE-----"))
    throw invalid(`The CA bundle${source} holds no PEM certificate.`);
  return text;
}

function invalid(message: string, code?: string): LocalFailure {
  return new LocalFailure("CaBundleInvalid", message, code === undefined ? {} : { code });
}
