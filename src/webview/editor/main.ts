import { createBodyEditor } from "./bodyEditor.ts";
import { createJsonView } from "./jsonView.ts";

globalThis.bedrockInvokeEditor = { createBodyEditor, createJsonView };
