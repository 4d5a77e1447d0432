import { lazily } from "../../core/lazily.ts";
import type { EditorKit } from "../editor/kit.ts";
import { readPageNonce } from "./pageNonce.ts";

// Taken while the page's script runs for the first time: later there is no current script.
const ownScript = document.currentScript;

/**
 * Returns the code editor, which both pages share as a script of its own (`editor.js`, beside the page's).
 * Loaded once; rejects when the script cannot be loaded, and the next call tries again.
 */
export const loadEditor = lazily(
  () =>
    new Promise<EditorKit>((resolve, reject) => {
      const script = document.createElement("script");
      const fail = (message: string) => {
        script.remove();
        reject(new Error(message));
      };
      script.nonce = readPageNonce();
      script.src = new URL("editor.js", ownScriptUrl()).href;
      script.addEventListener("load", () => {
        const kit = globalThis.bedrockInvokeEditor;
        if (kit) resolve(kit);
        else fail("The editor's script has no editor.");
      });
      script.addEventListener("error", () => fail("The editor could not be loaded."));
      document.head.append(script);
    }),
);

function ownScriptUrl(): string {
  return ownScript instanceof HTMLScriptElement && ownScript.src
    ? ownScript.src
    : (document.querySelector<HTMLScriptElement>("script[src]")?.src ?? document.baseURI);
}
