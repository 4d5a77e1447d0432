import type * as vscode from "vscode";

const key = "models.pinned";

/** The model ids that the user has pinned, in the order of pinning; kept across windows. */
export class PinnedModels {
  constructor(private readonly memory: vscode.Memento) {}

  list(): readonly string[] {
    return this.memory.get<readonly string[]>(key, []);
  }

  async pin(modelId: string, pinned: boolean): Promise<void> {
    const rest = this.list().filter((each) => each !== modelId);
    await this.memory.update(key, pinned ? [...rest, modelId] : rest);
  }
}
