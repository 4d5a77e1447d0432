import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { loadedFeatures } from "./extension.ts";

/** A form whose page types when it is told to, as its user would. */
export interface TypingForm {
  readonly panel: vscode.WebviewPanel;
  /** Types behind a word of the body; resolves when the page has the text, and has not been asked to hand it over. */
  readonly type: (after: string, text: string) => Promise<void>;
  /** Resolves with the body as the page shows it, once a line of it contains this text. */
  readonly shown: (containing?: string) => Promise<string>;
}

/** Calls `open` and resolves with the form that it opens, whose page is the real one with a script of ours beside it. */
export async function typingForm(open: () => Thenable<unknown>): Promise<TypingForm> {
  const { forms } = await loadedFeatures();
  const opened = new Promise<vscode.WebviewPanel>((resolve) => {
    forms.open = (document, panel) => {
      Reflect.deleteProperty(forms, "open");
      addScript(panel.webview);
      forms.open(document, panel);
      resolve(panel);
    };
  });
  await open();
  const panel = await opened;
  const unanswered = new Map<number, { question: Question; resolve: (text: string) => void }>();
  panel.webview.onDidReceiveMessage((message: Answer) => {
    if (message.answer !== undefined) {
      unanswered.get(message.answer)?.resolve(message.text);
      unanswered.delete(message.answer);
    }
    // VS Code drops what was said to a page that is still loading.
    if (message.type === "ready")
      for (const { question } of unanswered.values()) void panel.webview.postMessage(question);
  });
  let last = 0;
  const ask = (about: { after?: string; text?: string }): Promise<string> =>
    new Promise((resolve) => {
      const question = { ask: ++last, ...about };
      unanswered.set(last, { question, resolve });
      void panel.webview.postMessage(question);
    });
  return {
    panel,
    type: async (after, text) => assert.equal(await ask({ after, text }), "typed"),
    shown: (after = "") => ask({ after }),
  };
}

/** Puts our script into the first page that is set: a second page would be a reload. */
function addScript(webview: vscode.Webview): void {
  Object.defineProperty(webview, "html", {
    configurable: true,
    set(html: string) {
      Reflect.deleteProperty(webview, "html");
      webview.html = withScript(html);
    },
  });
}

/** The page's html with our script before its own: each page may acquire VS Code's API once only. */
function withScript(html: string): string {
  const nonce = /<meta name="csp-nonce" content="([^"]+)">/.exec(html)?.[1] ?? "";
  const script = `<script nonce="${nonce}">(${typeOnDemand.toString()})()</script>`;
  assert.match(html, /<body>/);
  return html.replace("<body>", `<body>${script}`);
}

/** Runs in the page. */
function typeOnDemand(): void {
  const page = globalThis as unknown as {
    acquireVsCodeApi: () => { postMessage: (message: unknown) => void };
    document: PageDocument;
    addEventListener: (type: "message", listener: (event: { data: Question }) => void) => void;
    setTimeout: (work: () => void, ms: number) => void;
  };
  const api = page.acquireVsCodeApi();
  page.acquireVsCodeApi = () => api;
  const asked = new Set<number | undefined>();
  page.addEventListener("message", ({ data }) => {
    if (!asked.has(data.ask)) answer(data);
    asked.add(data.ask);
  });

  function answer(question: Question): void {
    if (question.ask === undefined) return;
    const lines = [...page.document.querySelectorAll(".cm-line")];
    const line = lines.find((each) => each.textContent.includes(question.after ?? ""));
    // Asked before the page has the body.
    if (!line) return page.setTimeout(() => answer(question), 10);
    if (question.text === undefined) {
      const text = lines.map((each) => each.textContent).join("\n");
      return api.postMessage({ answer: question.ask, text });
    }
    const holds = (each: PageNode) => each.textContent.includes(question.after ?? "");
    let node = line;
    for (let inner: PageNode | undefined = line; inner; inner = [...node.childNodes].find(holds))
      node = inner;
    page.document.querySelectorAll(".cm-content")[0]?.focus();
    const at = node.textContent.indexOf(question.after ?? "") + (question.after ?? "").length;
    page.document.getSelection().collapse(node, at);
    page.document.execCommand("insertText", false, question.text);
    // The editor hears of it in a microtask.
    page.setTimeout(() => api.postMessage({ answer: question.ask, text: "typed" }), 0);
  }
}

interface Answer {
  readonly type?: string;
  readonly answer?: number;
  readonly text: string;
}

interface Question {
  readonly ask?: number;
  readonly after?: string;
  readonly text?: string;
}

/** As much of the DOM as is used: the extension host's types have none. */
interface PageNode {
  readonly textContent: string;
  readonly childNodes: Iterable<PageNode>;
  focus: () => void;
}
interface PageDocument {
  querySelectorAll: (selector: string) => ArrayLike<PageNode> & Iterable<PageNode>;
  getSelection: () => { collapse: (node: PageNode, offset: number) => void };
  execCommand: (command: "insertText", showUi: boolean, text: string) => void;
}
