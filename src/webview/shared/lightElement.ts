import { LitElement } from "lit";

/** An element that renders into the page itself, so that the page's style sheet and ARIA ids reach its parts. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
