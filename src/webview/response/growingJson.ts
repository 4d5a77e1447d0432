import { createJsonLayout } from "../../core/json/jsonLayout.ts";
import { maxUnaskedLength } from "../../protocol/response.ts";
import type { LongText, TextPlace } from "../../protocol/runLists.ts";

/** A JSON text that comes in parts, laid out to be read as it comes. */
export class GrowingJson {
  /** What has come, laid out. */
  text = "";
  /** How many characters have come, and how many the whole text has. */
  received = 0;
  readonly length: number;
  readonly #layOut: (part: string) => string;
  #wanted = maxUnaskedLength;
  #asked = 0;

  constructor(
    readonly place: TextPlace,
    { text, length, json }: LongText,
  ) {
    this.length = length;
    this.#layOut = json ? createJsonLayout() : (part) => part;
    this.add(0, text);
  }

  /** Takes in what follows the first `from` characters; what does not fit is ignored. */
  add(from: number, text: string): void {
    if (from !== this.received) return;
    this.text += this.#layOut(text);
    this.received += text.length;
  }

  want(length: number): void {
    this.#wanted = length;
  }

  /** Returns where the part begins that must be asked for now; undefined where there is none. */
  takeNeed(): number | undefined {
    if (this.received >= Math.min(this.#wanted, this.length)) return undefined;
    if (this.#asked === this.received) return undefined;
    this.#asked = this.received;
    return this.received;
  }

  /** True while the reader waits for more. */
  get isComing(): boolean {
    return this.received < Math.min(this.#wanted, this.length);
  }
}
