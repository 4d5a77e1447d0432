import * as vscode from "vscode";
import type { GuardrailMessages, LiveGuardrail } from "../../core/models/liveModels.ts";
import type { GuardrailsView } from "../../protocol/models.ts";
import type { Resolved } from "../connection/connections.ts";
import { lazily } from "../../core/lazily.ts";
import { cacheKey } from "./modelsCache.ts";

/** Guardrails older than this are asked for again when their list is opened, in ms. */
const freshMs = 60 * 1000;

interface Entry {
  guardrails: readonly LiveGuardrail[];
  askedAt: number;
  loading: boolean;
  error?: string | undefined;
}

/**
 * The guardrails of each connection and region, asked for when their list is opened, and the messages of those that
 * intervened in a run; kept for the session.
 */
export class LiveGuardrails implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly entries = new Map<string, Entry>();
  private readonly asked = new Map<string, () => Promise<GuardrailMessages | undefined>>();
  private readonly ending = new AbortController();
  /** Fires with the key of the connection whose guardrails have changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** What is known of the connection's guardrails, without asking anybody. */
  view(resolved: Resolved): GuardrailsView {
    const entry = this.entries.get(cacheKey(resolved));
    const guardrails = (entry?.guardrails ?? []).map((each) => ({
      ...each,
      versions: [...each.versions],
    }));
    return {
      guardrails,
      loading: entry?.loading ?? false,
      ...(entry?.error !== undefined && { error: entry.error }),
    };
  }

  /** The list was opened: asks for the guardrails, unless that was done a moment ago. */
  async opened(resolved: Resolved): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const key = cacheKey(resolved);
    const entry = this.entries.get(key) ?? { guardrails: [], askedAt: 0, loading: false };
    this.entries.set(key, entry);
    if (entry.loading || Date.now() - entry.askedAt < freshMs) return;
    entry.loading = true;
    this.changed.fire(key);
    try {
      const { listGuardrails } = await import("../../bedrock/controlPlane/catalog/catalog.ts");
      const { signal } = this.ending;
      const answer = await listGuardrails(resolved.connection, { signal });
      entry.askedAt = Date.now();
      if (answer.ok) {
        entry.guardrails = answer.value;
        entry.error = undefined;
      } else {
        entry.error = answer.error.name;
        this.log.info(`ListGuardrails: ${answer.error.name}: ${answer.error.message}`);
      }
    } finally {
      entry.loading = false;
      this.changed.fire(key);
    }
  }

  /**
   * What the guardrail answers in place of what it blocks. Asked for once, whatever the service answers; undefined where
   * the service does not tell.
   */
  async messages(
    resolved: Resolved,
    id: string,
    version: string,
  ): Promise<GuardrailMessages | undefined> {
    if (!vscode.workspace.isTrusted) return undefined;
    const key = JSON.stringify([cacheKey(resolved), id, version]);
    const asked = this.asked.get(key) ?? lazily(() => this.askMessages(resolved, id, version));
    this.asked.set(key, asked);
    return asked();
  }

  dispose(): void {
    this.ending.abort();
    this.changed.dispose();
  }

  private async askMessages(
    { connection }: Resolved,
    id: string,
    version: string,
  ): Promise<GuardrailMessages | undefined> {
    const { guardrailMessages } = await import("../../bedrock/controlPlane/catalog/catalog.ts");
    const { signal } = this.ending;
    const answer = await guardrailMessages(connection, id, version, { signal });
    if (answer.ok) return answer.value;
    // Few may read guardrails, and a run has no need of it.
    this.log.debug(`GetGuardrail: ${answer.error.name}: ${answer.error.message}`);
    return undefined;
  }
}
