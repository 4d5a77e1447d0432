import * as vscode from "vscode";
import type { Connection } from "../../bedrock/aws/connection.ts";
import type { AwsContext } from "../../bedrock/aws/context.ts";
import { switchProfile } from "../../core/diagnosis/actions.ts";
import type { RunError } from "../../core/errors.ts";
import { explain } from "../../core/messages/remedy.ts";
import { affectsSettings, readSettings, type Settings, type Switch } from "../settings.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import type { ApiKeys } from "./apiKeys.ts";
import { identityInForce, identityWords, type Picked, type PickedIdentity } from "./identity.ts";
import type { LocalSandbox } from "./localSandbox.ts";
import { strangers, whereItGoes, type WhereItGoes } from "./whereItGoes.ts";

/** A connection with the words to show for it. */
export interface Resolved extends WhereItGoes {
  readonly connection: Connection;
  readonly identity: string;
  /** Another text for another account, as far as that is known without asking; no secret. */
  readonly account: string;
  readonly regionSource: string;
  /** The runtime's host is the sandbox: the one of this window, or another that has answered as one. */
  readonly isSandbox: boolean;
  /** Hosts that are neither AWS's nor this machine: shown so that nobody sends to one unaware. */
  readonly strangers: readonly string[];
}
export type ResolveResult =
  /** The context is what AWS's own settings said; it holds secrets. */
  | { readonly ok: true; readonly resolved: Resolved; readonly context: AwsContext }
  | { readonly ok: false; readonly error: RunError; readonly identity: string };

const pickedKey = "connection.picked";

/**
 * Says how this window reaches the service: what was picked in it, else the user's settings. The
 * engine, and with it the AWS SDK, is loaded by the first question for a region or an endpoint.
 */
export class Connections implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: readonly vscode.Disposable[];
  private verifying = true;
  /** Hosts, with their ports, that have answered as the sandbox does. */
  private readonly sandboxHosts = new Set<string>();
  /** Fires when what was picked, set or stored has changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly sandbox: LocalSandbox,
    readonly apiKeys: ApiKeys,
    boundary: ErrorBoundary,
  ) {
    this.subscriptions = [
      boundary.on(vscode.workspace.onDidChangeConfiguration, "Reading the settings", (event) => {
        if (affectsSettings(event)) this.changed.fire();
      }),
      boundary.on(apiKeys.onDidChange, "Reading the API key", () => this.changed.fire()),
    ];
  }

  get picked(): Picked {
    return this.memory.get<Picked>(pickedKey, {});
  }

  async pick(picked: Picked): Promise<void> {
    await this.memory.update(pickedKey, picked);
    this.changed.fire();
  }

  /** Who signs: what was picked, else what is set. */
  get identityInForce(): PickedIdentity {
    return identityInForce(this.picked, readSettings());
  }

  /** Who signs, in a word or two: a profile's name, "default credentials", "not signed", "Sandbox". */
  get identity(): string {
    return identityWords(this.identityInForce);
  }

  /** Whether servers have to prove who they are. Held only in memory: a new window verifies again. */
  get verifyTls(): boolean {
    return this.verifying;
  }

  set verifyTls(verify: boolean) {
    this.verifying = verify;
    this.changed.fire();
  }

  /** Takes in whether the host, with its port, has answered as the sandbox does: only that tells it from another local endpoint. */
  takeAnswer(host: string, isSandbox: boolean): void {
    if (this.sandboxHosts.has(host) === isSandbox) return;
    if (isSandbox) this.sandboxHosts.add(host);
    else this.sandboxHosts.delete(host);
    this.changed.fire();
  }

  /** The connection for a request whose file names `fileRegion`, or why there is none. */
  async resolve(fileRegion: string | undefined): Promise<ResolveResult> {
    const engine = await import("../../bedrock/engine.ts");
    const settings = readSettings();
    const { picked, verifyTls } = this;
    const who = identityInForce(picked, settings);
    const identity = identityWords(who);
    const credentials = await this.credentials(who);
    if (!credentials) return { ok: false, error: apiKeyMissing, identity };
    const context = await engine.readAwsContext({ credentials }, process.env);
    // A profile picked in the window brings its region along; one that is set stands beside the region that is set.
    const bringsRegion = picked.identity?.kind === "profile";
    const fallback = settings.region || (who.kind === "sandbox" ? "us-east-1" : undefined);
    const region = engine.resolveRegion(
      {
        chosen: picked.region,
        file: fileRegion ?? (bringsRegion ? undefined : fallback),
        setting: fallback,
      },
      context,
    );
    if (!region.ok) return { ok: false, error: region.error, identity };
    const connection: Connection = {
      ...network(settings),
      credentials,
      region: region.region,
      verifySsl: verifyTls,
      ...(who.kind === "sandbox" && {
        endpointUrl: await this.sandbox.url(),
        controlPlaneUrl: undefined,
      }),
    };
    const endpoint = engine.runtimeEndpoint(connection, context);
    const controlPlane = engine.controlPlaneEndpoint(connection, context);
    if (!endpoint.ok) return { ok: false, error: endpoint.error, identity };
    const source =
      region.source === "request file" && fileRegion === undefined ? "setting" : region.source;
    return {
      ok: true,
      context,
      resolved: {
        connection,
        identity,
        account: engine.accountMark(credentials, context),
        regionSource: regionSource(source, settings.region === ""),
        ...whereItGoes(endpoint, controlPlane, who.kind === "sandbox"),
        isSandbox:
          who.kind === "sandbox" || (endpoint.isLoopback && this.sandboxHosts.has(endpoint.host)),
        strangers: strangers([endpoint, controlPlane]),
      },
    };
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  /** What is signed with; undefined where the key that was picked is not there any more. */
  private async credentials(who: PickedIdentity): Promise<Connection["credentials"] | undefined> {
    if (who.kind === "profile") return { kind: "profile", profile: who.profile };
    if (who.kind === "sandbox") return { kind: "none" };
    if (who.kind !== "apiKey") return { kind: who.kind };
    const apiKey = await this.apiKeys.get();
    return apiKey === undefined ? undefined : { kind: "apiKey", apiKey };
  }
}

function network(settings: Settings): Omit<Connection, "credentials" | "region" | "verifySsl"> {
  return {
    endpointUrl: settings.endpointUrl || undefined,
    controlPlaneUrl: settings.controlPlaneEndpointUrl || undefined,
    useFips: switched(settings.useFipsEndpoint),
    useDualstack: switched(settings.useDualstackEndpoint),
    connectTimeoutMs: settings.connectTimeoutSeconds * 1000,
    readTimeoutMs: settings.readTimeoutSeconds * 1000,
    totalTimeoutMs: settings.totalTimeoutSeconds * 1000,
    maxAttempts: settings.maxAttempts,
    caBundle: settings.caBundle || undefined,
  };
}

function switched(value: Switch): boolean | undefined {
  return value === "auto" ? undefined : value === "on";
}

function regionSource(source: string, noSetting: boolean): string {
  if (source === "chosen") return "picked in this window";
  // Only the sandbox has a region of its own.
  return source === "setting" && noSetting ? "sandbox" : source;
}

const apiKeyMissing: RunError = {
  name: "ApiKeyMissing",
  message: "No Bedrock API key is stored here.",
  retryable: false,
  attempts: 0,
  members: {},
  ...explain({ reason: "apiKeyMissing", params: {}, actions: [switchProfile] }),
};
