import type * as vscode from "vscode";
import type { FormToHost, HostToForm } from "../../protocol/form.ts";
import type { Resolved } from "../connection/connections.ts";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";

const showing = "Listing models and guardrails";

/** What the form says of models and guardrails. */
export type OfModels = Extract<
  FormToHost,
  {
    type: "modelsOpened" | "refreshModels" | "cancelModels" | "pinModel" | "guardrailsOpened";
  }
>;

/** One form's models and guardrails: hands it those of the connection in force, and asks for them at its word. */
export class FormModels implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  private resolved: Resolved | undefined;
  private shown = "";

  constructor(
    private readonly services: Services,
    private readonly post: (message: HostToForm) => void,
    private readonly stateChanged: () => void,
  ) {
    const { models, guardrails, boundary } = services;
    this.subscriptions.add(
      boundary.on(models.onDidChange, showing, async (key) => {
        if (key !== this.shown) return;
        stateChanged();
        await this.postModels();
      }),
    );
    this.subscriptions.add(
      boundary.on(guardrails.onDidChange, showing, (key) => {
        if (key === this.shown) this.postGuardrails();
      }),
    );
  }

  /** The connection in force, undefined where there is none: its models are posted when it is another one. */
  show(resolved: Resolved | undefined): void {
    this.resolved = resolved;
    const key = resolved ? this.services.models.keyOf(resolved) : "";
    if (key === this.shown) return;
    this.shown = key;
    this.repost();
  }

  /** Posts all there is, for a page that knows nothing yet. */
  repost(): void {
    this.services.boundary.background(showing, () => this.postModels());
    this.postGuardrails();
  }

  handle(message: OfModels): void {
    const { services, resolved } = this;
    if (message.type === "pinModel") {
      return this.run(async () => {
        await services.pinned.pin(message.modelId, message.pinned);
        this.stateChanged();
      });
    }
    if (!resolved) return;
    switch (message.type) {
      case "modelsOpened":
        return this.run(() => services.models.opened(resolved));
      case "refreshModels":
        return this.run(() => services.models.refresh(resolved));
      case "cancelModels":
        return this.run(() => services.models.cancel(resolved));
      case "guardrailsOpened":
        return this.run(() => services.guardrails.opened(resolved));
    }
  }

  /** The user has chosen a model id in the form. */
  chosen(modelId: string): void {
    const { resolved } = this;
    if (resolved) this.run(() => this.services.models.chosen(resolved, modelId));
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private run(work: () => Promise<void>): void {
    this.services.boundary.background(showing, work);
  }

  private async postModels(): Promise<void> {
    const { resolved, shown } = this;
    const nothing = { region: "", lists: [], models: [] };
    const models = resolved ? await this.services.models.view(resolved) : nothing;
    if (shown === this.shown) this.post({ type: "models", models });
  }

  private postGuardrails(): void {
    const { resolved } = this;
    const nothing = { guardrails: [], loading: false };
    const guardrails = resolved ? this.services.guardrails.view(resolved) : nothing;
    this.post({ type: "guardrails", guardrails });
  }
}
