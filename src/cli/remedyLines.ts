import type { MemberChange, RemedyAction, Setting } from "../core/diagnosis/actions.ts";
import type { RunError } from "../core/errors.ts";
import { actionTitle } from "../core/messages/actionTitle.ts";
import { baseModelId } from "../core/models/family.ts";
import { shellWord } from "../core/shellWord.ts";
import { signInCommand } from "../core/signInCommand.ts";

/** The steps of an error as they are done here: options, members of the file, commands and links, one a line. */
export function remedyLines({ actions, remedy }: RunError, region: string): readonly string[] {
  const lines = actions.flatMap((action) => inWords(action, region) ?? []);
  // What the remedy says itself is not said again.
  return lines.filter((line) => !remedy.includes(line)).map((line) => `  - ${line}`);
}

function inWords(action: RemedyAction, region: string): string | undefined {
  switch (action.id) {
    case "retry":
    case "goToBody":
    case "goToMember":
    case "openFile":
      return undefined; // the message has it in its words
    case "switchProfile":
      return "Another profile: --profile NAME";
    case "switchRegion":
      return "Another region: --region NAME";
    case "chooseModel":
      return 'Another model: its id or ARN as "modelId" of the request file';
    case "showLog":
      return "Every step of the run: --debug";
    case "ssoLogin":
    case "awsLogin":
      return signInCommand(action.id, action.profile);
    case "useModel":
      return `In the request file: "modelId": ${JSON.stringify(action.modelId)}`;
    case "setMember":
      return changeInWords(action.change);
    case "openSettings":
      return options[action.setting];
    case "openLink":
      return `${actionTitle(action)}: ${action.url}`;
    case "whyDenied":
      return `Why it is denied: aws bedrock get-foundation-model-availability --model-id ${shellWord(baseModelId(action.modelId))}${region === "" ? "" : ` --region ${shellWord(region)}`}`;
  }
}

/** The settings that have an option; the proxy's are VS Code's own. */
const options: Readonly<Partial<Record<Setting, string>>> = {
  "bedrockInvoke.readTimeoutSeconds": "A longer time: --read-timeout SECONDS",
  "bedrockInvoke.connectTimeoutSeconds": "A longer time: --connect-timeout SECONDS",
  "bedrockInvoke.maxAttempts": "More attempts: --max-attempts N",
  "bedrockInvoke.caBundle": "Certificates to trust: --ca-bundle FILE",
  "bedrockInvoke.endpointUrl": "Another endpoint: --endpoint-url URL",
};

function changeInWords({ member, value }: MemberChange): string {
  if (member !== "operation")
    return `In the request file: ${JSON.stringify(member)}: ${JSON.stringify(value)}`;
  return value === "InvokeModel" ? "Do not stream: --no-stream" : "Stream: --stream";
}
