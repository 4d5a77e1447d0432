import type { LiveModel, ModelList } from "./liveModels.ts";

/** What is known of the models that a connection can reach in a region, and since when. */
export interface ReachableModels {
  readonly region: string;
  readonly lists: readonly {
    readonly list: ModelList;
    /** When the list was last had, in ms since 1970; absent: never. */
    readonly at?: number | undefined;
    /** Why the last asking for it failed. */
    readonly error?: { readonly name: string; readonly message: string } | undefined;
  }[];
  readonly models: readonly LiveModel[];
  /** Present while the lists are being asked for: how many have answered, of how many. */
  readonly loading?: { readonly done: number; readonly of: number } | undefined;
}
