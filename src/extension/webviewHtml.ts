import * as vscode from "vscode";

/**
 * The html of one of our pages: nothing is allowed but its own script and style sheets, pictures of
 * our own bytes and the icon font. Each page gets a nonce of its own.
 */
export function webviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: "form" | "response",
): string {
  const uri = (...path: string[]) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
  const csp = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    "img-src blob: data:",
    `font-src ${webview.cspSource}`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="csp-nonce" content="${nonce}">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${uri("dist", "webview", "codicon.css")}">
<link rel="stylesheet" href="${uri("media", `${page}.css`)}">
<title>Bedrock Invoke</title>
</head>
<body>
<bedrock-${page}></bedrock-${page}>
<script nonce="${nonce}" src="${uri("dist", "webview", `${page}.js`)}"></script>
</body>
</html>`;
}

/** The options of every page: scripts, and files only of the extension's own two folders. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableCommandUris: false,
    localResourceRoots: [
      vscode.Uri.joinPath(extensionUri, "dist"),
      vscode.Uri.joinPath(extensionUri, "media"),
    ],
  };
}
