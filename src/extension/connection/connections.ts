import * as vscode from "vscode";
import type { Connection } from "../../bedrock/connection.ts";
import type { RunError } from "../../core/errors.ts";
import type { LocalSandbox } from "./localSandbox.ts";
import { affectsSettings, readSettings } from "../settings.ts";

/** What the user picked for this window; goes before the settings. */
export interface Picked {
  /** A profile of ~/.aws, or how else to connect. */
  readonly identity?:
    | { readonly kind: "profile"; readonly profile: string }
    | { readonly kind: "default" }
    | { readonly kind: "sandbox" };
  readonly region?: string;
}

/** A connection with the words to show for it. */
export interface Resolved {
  readonly connection: Connection;
  readonly identity: string;
  readonly regionSource: string;
  readonly endpointHost: string;
  readonly isAws: boolean;
  /** The endpoint is on this machine. */
  readonly isLocal: boolean;
}
export type ResolveResult =
  | { readonly ok: true; readonly resolved: Resolved }
  | { readonly ok: false; readonly error: RunError; readonly identity: string };

const pickedKey = "connection.picked";

/**
 * Says how this window reaches the service: what was picked in it, else the user's settings. The
 * engine, and with it the AWS SDK, is loaded by the first question for a region or an endpoint.
 */
export class Connections implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  /** Fires when what was picked or set has changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly sandbox: LocalSandbox,
  ) {
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsSettings(event)) this.changed.fire();
    });
  }

  get picked(): Picked {
    return this.memory.get<Picked>(pickedKey, {});
  }

  async pick(picked: Picked): Promise<void> {
    await this.memory.update(pickedKey, picked);
    this.changed.fire();
  }

  /** Who signs, in a word or two: a profile's name, "default credentials", "not signed", "sandbox". */
  get identity(): string {
    const credentials = this.credentials();
    if (this.picked.identity?.kind === "sandbox") return "sandbox";
    if (credentials.kind === "profile") return credentials.profile;
    return credentials.kind === "none" ? "not signed" : "default credentials";
  }

  /** The connection for a request whose file names `fileRegion`, or why there is none. */
  async resolve(fileRegion: string | undefined): Promise<ResolveResult> {
    const engine = await import("../../bedrock/engine.ts");
    const { identity, picked } = this;
    const settings = readSettings();
    const credentials = this.credentials();
    const atSandbox = picked.identity?.kind === "sandbox";
    const setRegion = settings.region || undefined;
    const region = await engine.resolveRegion({
      chosen: picked.region,
      file: fileRegion ?? setRegion ?? (atSandbox ? "us-east-1" : undefined),
      profile: credentials.kind === "profile" ? credentials.profile : undefined,
      env: process.env,
    });
    if (!region.ok) return { ok: false, error: region.error, identity };
    const connection: Connection = {
      credentials,
      region: region.region,
      endpointUrl: atSandbox ? await this.sandbox.url() : settings.endpointUrl || undefined,
      connectTimeoutMs: settings.connectTimeoutSeconds * 1000,
      readTimeoutMs: settings.readTimeoutSeconds * 1000,
      maxAttempts: settings.maxAttempts,
      caBundle: settings.caBundle || undefined,
      verifySsl: true,
    };
    const endpoint = await engine.effectiveEndpoint(connection, process.env);
    if (!endpoint.ok) return { ok: false, error: endpoint.error, identity };
    return {
      ok: true,
      resolved: {
        connection,
        identity,
        regionSource: regionSource(region.source, fileRegion, setRegion),
        endpointHost: endpoint.host,
        isAws: endpoint.isAws,
        isLocal: endpoint.isLoopback,
      },
    };
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private credentials(): Connection["credentials"] {
    const { identity } = this.picked;
    const settings = readSettings();
    if (identity?.kind === "sandbox" || (!identity && !settings.signRequests))
      return { kind: "none" };
    if (identity?.kind === "profile") return { kind: "profile", profile: identity.profile };
    if (!identity && settings.profile) return { kind: "profile", profile: settings.profile };
    return { kind: "default" };
  }
}

/** The engine knows a setting's region as the file's: it stands in for a file that names none. */
function regionSource(source: string, file: string | undefined, setting: string | undefined) {
  if (source === "chosen") return "picked in this window";
  if (source === "request file" && file === undefined) return setting ? "setting" : "sandbox";
  return source;
}
