import assert from "node:assert/strict";
import * as vscode from "vscode";
import { loadedFeatures } from "./extension.ts";
import { recordMessages, type Messages } from "./messages.ts";
import { openPanel, say } from "./pages.ts";
import { command } from "./runs.ts";
import { closeAll, openText } from "./window.ts";
import { requestText, writeFile, writeRequest } from "./workspace.ts";

/** Unhandled rejections fail every test of the suites; here each failure also has to be seen. */
describe("what fails in the extension", () => {
  let messages: Messages;
  let errors: string[];
  let stop: () => void;

  beforeEach(async () => {
    await closeAll();
    const { log } = (await loadedFeatures()).services;
    errors = [];
    const original = log.error.bind(log);
    Object.assign(log, {
      error: (text: string) => {
        errors.push(text);
        original(text);
      },
    });
    messages = recordMessages();
    stop = () => {
      Object.assign(log, { error: original });
      messages.stop();
    };
  });

  afterEach(async () => {
    stop();
    await closeAll();
  });

  it("in a command is in the log and in one message", async () => {
    await openText(writeRequest(requestText("Hello.")));
    const { sender } = (await loadedFeatures()).services;
    sender.send = () => {
      throw new Error("The sender is broken.");
    };
    try {
      await command("invoke");
    } finally {
      Reflect.deleteProperty(sender, "send");
    }
    assert.equal(await messages.next(), "Invoke Request failed: The sender is broken.");
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? "", /^Invoke Request failed: Error: The sender is broken\.\n\s+at /);
    assert.deepEqual(messages.unread, []);
  });

  it("while a request is being prepared ends the run, in the log and in one message", async () => {
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const { services, forms } = await loadedFeatures();
    forms.flush = () => Promise.reject(new Error("The form is broken."));
    try {
      await command("invoke");
    } finally {
      Reflect.deleteProperty(forms, "flush");
    }
    assert.equal(await messages.next(), "Invoke Request failed: The form is broken.");
    assert.equal(errors.length, 1);
    assert.equal(services.runs.of(uri), undefined);
  });

  it("in a message of the form's page is in the log and in one message", async () => {
    const document = await openText(writeRequest(requestText("Hello.")));
    const { services, forms } = await loadedFeatures();
    const panel = openPanel();
    forms.open(document, panel);
    services.recent.list = () => {
      throw new Error("The list is broken.");
    };
    try {
      say(panel, { type: "ready" });
      const words = await messages.next();
      assert.equal(words, "This action of the form failed: The list is broken.");
    } finally {
      Reflect.deleteProperty(services.recent, "list");
      panel.dispose();
    }
    // The form also shows its state when anything changes, which nobody waits for.
    assert.match(
      errors.join("\n"),
      /^This action of the form failed: Error: The list is broken\./m,
    );
    assert.deepEqual(messages.unread, []);
  });

  it("in a message of the response's page is in the log and in one message", async () => {
    const uri = writeFile(`broken-${process.pid}.bedrock-run.json`, "{}\n");
    const { services, responses } = await loadedFeatures();
    const panel = openPanel();
    await responses.openSaved(uri, panel);
    const show = services.log.show.bind(services.log);
    services.log.show = () => {
      throw new Error("The log is broken.");
    };
    try {
      say(panel, { type: "showLog" });
      const words = await messages.next();
      assert.equal(words, "This action of the response failed: The log is broken.");
    } finally {
      services.log.show = show;
      panel.dispose();
    }
    assert.equal(errors.length, 1);
    assert.match(
      errors[0] ?? "",
      /^This action of the response failed: Error: The log is broken\./,
    );
    assert.deepEqual(messages.unread, []);
  });

  it("in a handler of an event is in the log", async () => {
    const { boundary } = (await loadedFeatures()).services;
    const emitter = new vscode.EventEmitter<string>();
    const listening = [
      boundary.on(emitter.event, "Following", (word) => Promise.reject(new Error(word))),
      boundary.on(emitter.event, "Drawing", (word) => {
        throw new TypeError(word);
      }),
    ];
    emitter.fire("Broken.");
    // Behind the handlers.
    await Promise.resolve();
    await new Promise(setImmediate);
    const seen = new Set(errors.map((text) => text.split("\n")[0]));
    assert.deepEqual(
      seen,
      new Set(["Drawing failed: TypeError: Broken.", "Following failed: Error: Broken."]),
    );
    assert.deepEqual(messages.unread, []);
    for (const each of [...listening, emitter]) each.dispose();
  });

  it("in a timer is in the log", async () => {
    const { boundary } = (await loadedFeatures()).services;
    await new Promise<void>((resolve) => {
      boundary.after(1, "Waiting", () => {
        resolve();
        throw new Error("Broken.");
      });
    });
    await new Promise(setImmediate);
    assert.match(errors.join("\n"), /^Waiting failed: Error: Broken\./);
  });
});
