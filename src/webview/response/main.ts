import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import { hostToResponse, type ResponseToHost } from "../../protocol/response.ts";
import { ElapsedTime } from "../shared/elapsedTime.ts";
import { connectHost } from "../shared/host.ts";
import { keepHandledKeys } from "../shared/keys.ts";
import { LongTextElement } from "../shared/longText.ts";
import { readPageNonce } from "../shared/pageNonce.ts";
import { PartList } from "../shared/partList.ts";
import { AnswerEmbeddings } from "./answerEmbeddings.ts";
import { AnswerImages } from "./answerImages.ts";
import { EventsPane } from "./eventsPane.ts";
import { GuardrailPane } from "./guardrailPane.ts";
import { JsonPane } from "./jsonPane.ts";
import { OutputPane } from "./outputPane.ts";
import { ResponseApp } from "./responseApp.ts";

globalThis.litNonce = readPageNonce();
customElements.define("elapsed-time", ElapsedTime);
customElements.define("long-text", LongTextElement);
customElements.define("part-list", PartList);
customElements.define("answer-embeddings", AnswerEmbeddings);
customElements.define("answer-images", AnswerImages);
customElements.define("events-pane", EventsPane);
customElements.define("guardrail-pane", GuardrailPane);
customElements.define("json-pane", JsonPane);
customElements.define("output-pane", OutputPane);
customElements.define("bedrock-response", ResponseApp);

const response = document.querySelector<ResponseApp>("bedrock-response");
if (response) {
  response.host = connectHost<ResponseToHost, typeof hostToResponse>(hostToResponse, (message) =>
    response.receive(message),
  );
  response.host.post({ type: "ready" });
}
keepHandledKeys();
