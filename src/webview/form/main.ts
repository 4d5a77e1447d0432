import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import { type FormToHost, hostToForm } from "../../protocol/form.ts";
import { ElapsedTime } from "../shared/elapsedTime.ts";
import { connectHost } from "../shared/host.ts";
import { keepHandledKeys } from "../shared/keys.ts";
import { loadEditor } from "../shared/loadEditor.ts";
import { readPageNonce } from "../shared/pageNonce.ts";
import { showFailures } from "../shared/showFailures.ts";
import { BodyPane } from "./bodyPane.ts";
import { ChoiceBox } from "./choiceBox.ts";
import { FormApp } from "./formApp.ts";
import { knownModels } from "../../core/models/knownModels.ts";
import { MetadataTable } from "./metadataTable.ts";
import { ModelPicker } from "./modelPicker.ts";

globalThis.litNonce = readPageNonce();
loadEditor().catch(() => {
  // The body pane says so, where it is missed.
});
customElements.define("elapsed-time", ElapsedTime);
customElements.define("model-picker", ModelPicker);
customElements.define("choice-box", ChoiceBox);
customElements.define("metadata-table", MetadataTable);
customElements.define("body-pane", BodyPane);
customElements.define("bedrock-form", FormApp);

const form = document.querySelector<FormApp>("bedrock-form");
if (form) {
  form.knownModels = knownModels;
  form.host = connectHost<FormToHost, typeof hostToForm>(hostToForm, (message) =>
    form.receive(message),
  );
  showFailures("Open as text", () => form.post({ type: "openAsText" }));
  form.host.post({ type: "ready" });
}
keepHandledKeys();
