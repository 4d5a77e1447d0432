import { html, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import type { ItemOf } from "../../protocol/runLists.ts";
import { formatBytes, formatCount } from "../shared/format.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { partList } from "../shared/partList.ts";
import type { RunLink } from "./runLink.ts";

/** What the page shows as a picture. SVG is a document with links and styles: it is saved, not shown. */
const shownTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"];

type Picture =
  | { readonly state: "asked" }
  | { readonly state: "here"; readonly url: string; readonly size?: string }
  | { readonly state: "broken" };

/** `<answer-images>`: the pictures of an answer. The bytes of each are asked for when it comes into view. */
export class AnswerImages extends LightElement {
  static override properties = {
    run: { attribute: false },
    post: { attribute: false },
    link: { attribute: false },
  };
  declare run: RunView;
  declare post: (message: ResponseToHost) => void;
  declare link: RunLink;
  #pictures = new Map<number, Picture>();
  /** Counts the changes of pictures. */
  #version = 0;
  #shownRun = "";
  #inView: IntersectionObserver | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#inView?.disconnect();
    this.#inView = undefined;
    this.#forget();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** Takes in the bytes of a picture. */
  receive({ index, mediaType, bytes }: Extract<HostToResponse, { type: "image" }>): void {
    this.#revoke(index);
    const type = shownType(mediaType);
    const part = new Uint8Array(bytes);
    this.#set(
      index,
      type === undefined || part.length === 0
        ? { state: "broken" }
        : { state: "here", url: URL.createObjectURL(new Blob([part], { type })) },
    );
  }

  override willUpdate(): void {
    if (this.run.runId === this.#shownRun) return;
    this.#shownRun = this.run.runId;
    this.#forget();
  }

  #watch(): void {
    this.#inView ??= new IntersectionObserver((entries) => this.#ask(entries), {
      rootMargin: "200px",
    });
    // Watched anew, each is told of once more: what came into view while there was another run as well.
    this.#inView.disconnect();
    for (const place of this.querySelectorAll(".picture[data-wanted]")) this.#inView.observe(place);
  }

  override render(): TemplateResult {
    return html`<div @drawn=${() => this.#watch()}>
      ${partList({
        start: this.run.lists.images,
        link: this.link.list("images"),
        noun: "images",
        growing: this.run.status === "running",
        version: this.#version,
        page: (items, from) => items.map((item, at) => this.#figure(item, from + at)),
      })}
    </div>`;
  }

  #figure({ mediaType, bytes }: ItemOf<"images">, index: number): TemplateResult {
    const { lists, runId } = this.run;
    const { count } = lists.images;
    const picture = this.#pictures.get(index);
    const name = count === 1 ? "Image" : `Image ${index + 1} of ${count}`;
    const size = picture?.state === "here" ? picture.size : undefined;
    return html`<figure>
      ${this.#picture(index, name, mediaType, picture)}
      <figcaption>
        <span>${name}</span>
        <span class="quiet">
          ${[mediaType, size, formatBytes(bytes)].filter((part) => part !== undefined).join(" · ")}
        </span>
        <button
          type="button"
          class="link"
          aria-label="Save ${name.toLowerCase()}…"
          @click=${() => this.post({ type: "saveImage", runId, index })}
        >
          ${icon("save")} Save image…
        </button>
      </figcaption>
    </figure>`;
  }

  #picture(
    index: number,
    name: string,
    mediaType: string,
    picture: Picture | undefined,
  ): TemplateResult {
    if (shownType(mediaType) === undefined)
      return html`<p class="notice">
        ${icon("info")} A picture of the type ${mediaType || "(none)"} is not shown here. Save it to
        look at it.
      </p>`;
    if (picture?.state === "broken")
      return html`<p class="notice">
        ${icon("warning")} These bytes are no picture that can be shown. Save them to look at them
        elsewhere.
      </p>`;
    return html`<div class="picture" data-index=${index} ?data-wanted=${picture === undefined}>
      ${
        picture?.state === "here"
          ? html`<img
              src=${picture.url}
              alt=${name}
              @load=${(event: Event) => this.#measure(index, event)}
              @error=${() => this.#broken(index)}
            />`
          : html`<span class="quiet">Loading the picture…</span>`
      }
    </div>`;
  }

  #ask(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      const index = Number((target as HTMLElement).dataset["index"]);
      if (!isIntersecting || this.#pictures.has(index)) continue;
      this.#inView?.unobserve(target);
      this.#set(index, { state: "asked" });
      this.post({ type: "needImage", runId: this.run.runId, index });
    }
  }

  #measure(index: number, event: Event): void {
    const picture = this.#pictures.get(index);
    if (picture?.state !== "here" || !(event.target instanceof HTMLImageElement)) return;
    const { naturalWidth, naturalHeight } = event.target;
    const size = `${formatCount(naturalWidth)} × ${formatCount(naturalHeight)}`;
    this.#set(index, { ...picture, size });
  }

  #broken(index: number): void {
    this.#revoke(index);
    this.#set(index, { state: "broken" });
  }

  #set(index: number, picture: Picture): void {
    this.#pictures.set(index, picture);
    this.#version++;
    this.requestUpdate();
  }

  #revoke(index: number): void {
    const picture = this.#pictures.get(index);
    if (picture?.state === "here") URL.revokeObjectURL(picture.url);
  }

  #forget(): void {
    for (const index of this.#pictures.keys()) this.#revoke(index);
    this.#pictures.clear();
  }
}

function shownType(mediaType: string): string | undefined {
  const type = mediaType.toLowerCase().replace("image/jpg", "image/jpeg");
  return shownTypes.find((shown) => shown === type);
}
