import { directiveHelp } from "./directives.ts";
import { guardrail } from "./guardrail.ts";
import { tokenHelp } from "./ssoSignIn.ts";
import { roleHelp } from "./stsFaults.ts";

/** The page at `/`: what this server is and what it can be asked to do, as plain text. */
export function aboutPage(url: string): string {
  const width = Math.max(...directiveHelp.map(([directive]) => directive.length));
  return [
    "Bedrock Invoke: the sandbox",
    "",
    "A server on this computer that speaks the wire protocol of Amazon Bedrock Runtime. It is no",
    "model, sends nothing anywhere and checks no signature. Any client can use it, with any keys:",
    "",
    `  aws bedrock-runtime invoke-model --endpoint-url ${url} --region us-east-1 \\`,
    "    --model-id us.anthropic.claude-sonnet-4-5-20250929-v1:0 --body fileb://body.json answer.json",
    `  aws bedrock list-foundation-models --endpoint-url ${url} --region us-east-1`,
    "",
    `Guardrail “${guardrail.id}”, versions ${guardrail.versions.join(" and ")}: ${guardrail.description}`,
    "",
    "Write one of these anywhere in a prompt, and it happens:",
    "",
    ...directiveHelp.map(([directive, effect]) => `  ${directive.padEnd(width)}  ${effect}`),
    "",
    "A token is counted for every four characters.",
    "",
    "STS, the SSO portal and the refreshing of sign-ins answer here too: AWS_ENDPOINT_URL_STS,",
    "AWS_ENDPOINT_URL_SSO, AWS_ENDPOINT_URL_SSO_OIDC and AWS_ENDPOINT_URL_SIGNIN lead to them.",
    "Keys from there run out. A role of one of these names does what it says:",
    "",
    ...roleHelp.map(([name, effect]) => `  ${name.padEnd(width)}  ${effect}`),
    "",
    "And so does a token that begins like one of these:",
    "",
    ...tokenHelp.map(([start, effect]) => `  ${start.padEnd(width)}  ${effect}`),
    "",
  ].join("\n");
}
