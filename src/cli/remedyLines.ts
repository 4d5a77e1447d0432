import type { RemedyAction, RunError } from "../core/errors.ts";
import { signInCommand } from "../core/errors/actions.ts";
import { shellWord } from "../core/errors/shellWord.ts";
import { baseModelId } from "../core/models/family.ts";

/** The steps of an error as they are done here: options, members of the file, commands and links, one a line. */
export function remedyLines({ actions, remedy }: RunError, region: string): readonly string[] {
  const lines = actions.flatMap((action) => inWords(action, region) ?? []);
  // What the remedy says itself is not said again.
  return lines.filter((line) => !remedy.includes(line)).map((line) => `  - ${line}`);
}

function inWords({ id, title, argument = "" }: RemedyAction, region: string): string | undefined {
  switch (id) {
    case "retry":
    case "goToBody":
      return undefined; // the remedy has it in its words
    case "switchProfile":
      return "Another profile: --profile NAME";
    case "switchRegion":
      return "Another region: --region NAME";
    case "chooseModel":
      return 'Another model: its id or ARN as "modelId" of the request file';
    case "showLog":
      return "The course of the run: --debug";
    case "ssoLogin":
    case "awsLogin":
      return signInCommand(id, argument || undefined);
    case "useModel":
      return `In the request file: "modelId": ${JSON.stringify(argument)}`;
    case "setMember":
      return memberInWords(argument);
    case "openSettings":
      return options[argument];
    case "openLink":
      return `${title}: ${argument}`;
    case "whyDenied":
      return `Why it is denied: aws bedrock get-foundation-model-availability --model-id ${shellWord(baseModelId(argument))}${region === "" ? "" : ` --region ${shellWord(region)}`}`;
  }
}

/** The settings that have an option; the proxy's are VS Code's own. */
const options: Readonly<Record<string, string>> = {
  "bedrockInvoke.readTimeoutSeconds": "A longer time: --read-timeout SECONDS",
  "bedrockInvoke.connectTimeoutSeconds": "A longer time: --connect-timeout SECONDS",
  "bedrockInvoke.maxAttempts": "More attempts: --max-attempts N",
  "bedrockInvoke.caBundle": "Certificates to trust: --ca-bundle FILE",
  "bedrockInvoke.endpointUrl": "Another endpoint: --endpoint-url URL",
};

function memberInWords(argument: string): string {
  const [member = "", ...value] = argument.split("=");
  if (member === "operation")
    return argument.endsWith("Stream") ? "Stream: --stream" : "Do not stream: --no-stream";
  return `In the request file: ${JSON.stringify(member)}: ${JSON.stringify(value.join("="))}`;
}
