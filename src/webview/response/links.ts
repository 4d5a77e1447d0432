import type { ResponseToHost } from "../../protocol/response.ts";

/** Returns the listener that hands a click on a link of the answer to the host, which asks first. VS Code never sees the click. */
export function linkListener(post: (message: ResponseToHost) => void): (event: Event) => void {
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const href = link.getAttribute("href");
    if (href !== null && isWebLink(href)) post({ type: "openLink", href });
  };
}

/** True for an absolute http or https URL, the only links that are offered. */
export function isWebLink(href: string): boolean {
  return /^https?:\/\//i.test(href) && href.length <= 10_000 && URL.canParse(href);
}
