/** The commands of the manifest, without their prefix. */
export const commandIds = [
  "openPlayground",
  "newRequestFile",
  "invoke",
  "invokeStreaming",
  "cancel",
  "rerunLast",
  "copyResponse",
  "saveResponseBody",
  "saveRun",
  "connect",
  "switchProfile",
  "switchRegion",
  "chooseModel",
  "showLog",
  "openAsForm",
  "openAsText",
  "openAsResponse",
] as const;
export type CommandId = (typeof commandIds)[number];

/** The id of the form among VS Code's editors. */
export const formViewType = "bedrockInvoke.request";
/** The id of the view of saved runs among VS Code's editors. */
export const savedRunViewType = "bedrockInvoke.run";
/** The id of the response view in the panel. */
export const responseViewId = "bedrockInvoke.response";

/** True for the files this extension is about: `*.bedrock.json`, saved or not. */
export function isRequestPath(path: string): boolean {
  return /\.bedrock\.json$/i.test(path);
}

/** True for run files: `*.bedrock-run.json`. */
export function isRunPath(path: string): boolean {
  return /\.bedrock-run\.json$/i.test(path);
}
