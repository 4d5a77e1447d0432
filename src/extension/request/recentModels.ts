import type * as vscode from "vscode";

const key = "models.recent";
const most = 12;

/** The model ids that were sent to, newest first; kept across windows. */
export class RecentModels {
  constructor(private readonly memory: vscode.Memento) {}

  list(): readonly string[] {
    return this.memory.get<readonly string[]>(key, []);
  }

  async add(modelId: string): Promise<void> {
    const rest = this.list().filter((each) => each !== modelId);
    await this.memory.update(key, [modelId, ...rest].slice(0, most));
  }
}
