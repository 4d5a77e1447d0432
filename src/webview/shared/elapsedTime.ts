import { LightElement } from "./lightElement.ts";
import { formatDuration } from "./format.ts";

/** `<elapsed-time>`: the time since `since` (ms since 1970), ticking ten times a second while it is in the page. */
export class ElapsedTime extends LightElement {
  static override properties = { since: { type: Number } };
  declare since: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "timer");
    this.#timer = setInterval(() => this.requestUpdate(), 100);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render(): string {
    return formatDuration(Math.max(0, Date.now() - (this.since ?? Date.now())));
  }
}
