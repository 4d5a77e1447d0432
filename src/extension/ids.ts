/** The commands of the manifest, without their prefix, and their titles there, for messages. */
export const commandTitles = {
  openPlayground: "Open Playground",
  newRequestFile: "New Request File",
  invoke: "Invoke Request",
  invokeStreaming: "Invoke with Streaming",
  cancel: "Cancel",
  rerunLast: "Rerun Last",
  copyResponse: "Copy Response",
  saveResponseBody: "Save Response Body",
  saveRun: "Save Run",
  connect: "Connect",
  switchProfile: "Switch Profile",
  switchRegion: "Switch Region",
  chooseModel: "Choose Model",
  showLog: "Show Log",
  openAsForm: "Open as Form",
  openAsText: "Open as Text",
  openAsResponse: "Open as Response",
} as const;
export type CommandId = keyof typeof commandTitles;
export const commandIds = Object.keys(commandTitles) as CommandId[];

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
