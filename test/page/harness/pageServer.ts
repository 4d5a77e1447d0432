import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { build } from "esbuild";
import { themeCss, type ThemeName } from "./themes.ts";

export type PageName = "form" | "response";

const root = new URL("../../../", import.meta.url);
const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".ttf": "font/ttf",
};

/** Serves both pages as the host does: the same elements, the same Content-Security-Policy, the shipped bundles and styles. */
export async function startPageServer(): Promise<{ server: Server; origin: string }> {
  const bundles = await bundlePages();
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? "/", "http://page").pathname).then(
      ({ type, content, csp }) => {
        response.setHeader("content-type", type);
        if (csp) response.setHeader("content-security-policy", csp);
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });

  async function answer(
    path: string,
  ): Promise<{ type: string; content: string | Buffer; csp?: string }> {
    const [, folder, name = ""] = path.split("/");
    const type = types[extname(path)] ?? "text/html";
    if (folder === "theme")
      return { type, content: themeCss(name.replace(".css", "") as ThemeName) };
    if (folder === "bundle") return { type, content: bundles.get(name) ?? "" };
    if (folder === "media")
      return { type, content: await readFile(new URL(`media/${name}`, root)) };
    if (folder === "codicons")
      return {
        type,
        content: await readFile(new URL(`node_modules/@vscode/codicons/dist/${name}`, root)),
      };
    if (folder === "form" || folder === "response") return { type, ...pageHtml(folder, name) };
    throw new Error(`nothing at ${path}`);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, origin: `http://127.0.0.1:${port}` };
}

async function bundlePages(): Promise<Map<string, Buffer>> {
  const { outputFiles } = await build({
    absWorkingDir: new URL(".", root).pathname,
    entryPoints: {
      form: "src/webview/form/main.ts",
      response: "src/webview/response/main.ts",
      editor: "src/webview/editor/main.ts",
    },
    outdir: "/",
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "chrome130",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return new Map(outputFiles.map((file) => [file.path.slice(1), Buffer.from(file.contents)]));
}

function pageHtml(page: PageName, theme: string): { content: string; csp: string } {
  const nonce = randomBytes(16).toString("base64");
  const csp = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src blob: data:",
    "font-src 'self'",
  ].join("; ");
  const content = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="csp-nonce" content="${nonce}">
<title>${page}</title>
<link rel="stylesheet" href="/theme/${theme}.css">
<link rel="stylesheet" href="/codicons/codicon.css" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="/media/${page}.css">
<script nonce="${nonce}">
  window.fromPage = [];
  window.violations = [];
  // As VS Code's own script does in each page: what arrives here is handed to the keybindings of the workbench.
  window.forwardedKeys = [];
  window.addEventListener("keydown", ({ key }) => window.forwardedKeys.push(key));
  document.addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(event.violatedDirective + " " + event.blockedURI));
  let state;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => { window.fromPage.push(structuredClone(message)); },
    getState: () => state,
    setState: (next) => { state = next; },
  });
</script>
</head>
<body>
<bedrock-${page}></bedrock-${page}>
<script nonce="${nonce}" src="/bundle/${page}.js"></script>
</body>
</html>`;
  return { content, csp };
}
