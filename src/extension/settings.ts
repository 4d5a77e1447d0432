import * as v from "valibot";
import * as vscode from "vscode";
import type { Price } from "../core/run/cost.ts";

/** `auto`: as the environment or the profile has it. */
export type Switch = "auto" | "on" | "off";

/** The user's own settings, with the manifest's defaults; seconds as in the manifest. */
export interface Settings {
  readonly profile: string;
  readonly region: string;
  /** Of the runtime; empty for none. */
  readonly endpointUrl: string;
  /** Of the control plane; empty for none. */
  readonly controlPlaneEndpointUrl: string;
  readonly useFipsEndpoint: Switch;
  readonly useDualstackEndpoint: Switch;
  readonly signRequests: boolean;
  readonly useSandbox: boolean;
  readonly connectTimeoutSeconds: number;
  readonly readTimeoutSeconds: number;
  readonly totalTimeoutSeconds: number;
  /** Undefined: not set, so that environment and profile have their say. */
  readonly maxAttempts: number | undefined;
  /** Path of a PEM file; empty for none. */
  readonly caBundle: string;
}

const section = "bedrockInvoke";

const amount = v.exactOptional(v.pipe(v.number(), v.minValue(0)));
const priceSchema = v.object({
  input: amount,
  output: amount,
  cacheRead: amount,
  cacheWrite: amount,
  currency: v.exactOptional(v.string()),
});

/**
 * The connection settings as the user set them. A workspace's or folder's values are never read:
 * `.vscode/settings.json` must not be able to point requests, and credentials, at a stranger.
 */
export function readSettings(): Settings {
  return {
    profile: ownSetting("profile", isString),
    region: ownSetting("region", isString),
    endpointUrl: ownSetting("endpointUrl", isString),
    controlPlaneEndpointUrl: ownSetting("controlPlaneEndpointUrl", isString),
    useFipsEndpoint: ownSetting("useFipsEndpoint", isSwitch),
    useDualstackEndpoint: ownSetting("useDualstackEndpoint", isSwitch),
    signRequests: ownSetting("signRequests", isBoolean),
    useSandbox: ownSetting("useSandbox", isBoolean),
    connectTimeoutSeconds: ownSetting("connectTimeoutSeconds", isCount),
    readTimeoutSeconds: ownSetting("readTimeoutSeconds", isCount),
    totalTimeoutSeconds: ownSetting("totalTimeoutSeconds", isCount),
    caBundle: ownSetting("caBundle", isString),
    maxAttempts: ownMaxAttempts(),
  };
}

/** Where the response is to be shown: harmless, so a workspace may choose it. */
export function responseViewSetting(): "panel" | "beside" | "output" {
  const value = vscode.workspace.getConfiguration(section).get<unknown>("responseView");
  return value === "beside" || value === "output" ? value : "panel";
}

/** The user's own price table; entries that are no prices are left out. */
export function pricesSetting(): Readonly<Record<string, Price>> {
  const value = vscode.workspace.getConfiguration(section).inspect<unknown>("prices")?.globalValue;
  const parsed = v.safeParse(v.record(v.string(), v.unknown()), value);
  if (!parsed.success) return {};
  return Object.fromEntries(
    Object.entries(parsed.output).flatMap(([key, each]) => {
      const price = v.safeParse(priceSchema, each);
      return price.success ? [[key, price.output]] : [];
    }),
  );
}

/** True when a change touches any of our settings. */
export function affectsSettings(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(section);
}

/** Writes one of the user's own settings; undefined takes it out. */
export async function writeSetting(key: keyof Settings, value: string | undefined): Promise<void> {
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration(section).update(key, value, Global);
}

function ownMaxAttempts(): number | undefined {
  const own = vscode.workspace.getConfiguration(section).inspect<unknown>("maxAttempts");
  return isCount(own?.globalValue) ? Math.max(1, Math.round(own.globalValue)) : undefined;
}

function ownSetting<T>(key: keyof Settings, is: (value: unknown) => value is T): T {
  const found = vscode.workspace.getConfiguration(section).inspect<unknown>(key);
  for (const value of [found?.globalValue, found?.defaultValue]) if (is(value)) return value;
  throw new Error(`The manifest gives no default for ${section}.${key}.`);
}

const isString = (value: unknown): value is string => typeof value === "string";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
const isSwitch = (value: unknown): value is Switch =>
  value === "auto" || value === "on" || value === "off";
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;
