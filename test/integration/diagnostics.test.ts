import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./events.ts";
import { closeAll, openText, setText } from "./window.ts";
import { fileUri, removeFile, writeFile } from "./workspace.ts";

const { Error: error, Warning: warning, Information: hint } = vscode.DiagnosticSeverity;
const model = '"modelId": "anthropic.claude-3-haiku-20240307-v1:0"';
const sound = `{ ${model}, "body": { "messages": [] } }`;
const file = "checked.bedrock.json";

/** Each problem: its code and severity, a text that has it, what is underlined, and the text mended. */
const problems: readonly (readonly [string, vscode.DiagnosticSeverity, string, string, string?])[] =
  [
    ["emptyFile", error, "// nothing yet", "/"],
    ["notAnObject", error, "[1, 2]", "["],
    ["syntax", error, `{ ${model}, "region" "us-east-1", "body": {} }`, '"us-east-1"'],
    ["newerVersion", error, `{ "version": 7, ${model}, "body": {} }`, "7"],
    ["wrongVersion", error, `{ "version": "1", ${model}, "body": {} }`, '"1"'],
    [
      "duplicateKey",
      warning,
      `{ "trace": "ENABLED", ${model}, "body": {}, "trace": "DISABLED" }`,
      '"trace"',
    ],
    [
      "unknownKey",
      hint,
      `{ ${model}, "endpointUrl": "https://evil.example", "body": {} }`,
      '"endpointUrl"',
    ],
    ["unknownValue", warning, `{ ${model}, "serviceTier": "gold", "body": {} }`, '"gold"'],
    ["unknownValue", error, `{ ${model}, "operation": "Converse", "body": {} }`, '"Converse"'],
    [
      "wrongType",
      error,
      `{ ${model}, "guardrailIdentifier": { "a": 1 }, "body": {} }`,
      '{ "a": 1 }',
    ],
    ["modelIdMissing", error, '{ "body": {} }', "{"],
    ["unknownKey", error, '{ "modelID": "m.x", "body": {} }', '"modelID"'],
    ["modelIdPattern", hint, '{ "modelId": "no such thing", "body": {} }', '"no such thing"'],
    ["bodyMissing", error, `{ ${model} }`, "{"],
    ["bodySyntax", error, `{ ${model}, "body": { "a": tru } }`, "tru"],
    [
      "variableMissing",
      error,
      `{ ${model}, "variables": {}, "body": { "a": "{{topic}}" } }`,
      "{{topic}}",
    ],
    ["bodyFile", error, `{ ${model}, "bodyFile": "./nowhere.json" }`, '"./nowhere.json"'],
    [
      "bodyFileSyntax",
      error,
      `{ ${model}, "bodyFile": "./broken.payload.json" }`,
      '"./broken.payload.json"',
    ],
    [
      "guardrailPattern",
      hint,
      `{ ${model}, "guardrailIdentifier": "No-No", "guardrailVersion": "1", "body": {} }`,
      '"No-No"',
    ],
    [
      "guardrailVersionPattern",
      hint,
      `{ ${model}, "guardrailIdentifier": "abc", "guardrailVersion": "v1", "body": {} }`,
      '"v1"',
    ],
    [
      "guardrailConfigAlone",
      error,
      `{ ${model}, "body": { "amazon-bedrock-guardrailConfig": {} } }`,
      '{ "amazon-bedrock-guardrailConfig": {} }',
    ],
    [
      "metadataTooLong",
      error,
      `{ ${model}, "requestMetadata": { "a": "${"x".repeat(9000)}" }, "body": {} }`,
      `{ "a": "${"x".repeat(9000)}" }`,
    ],
  ];

/** Each problem with a fix: its code and severity, a text that has it, the fix's title, the text it makes. */
const fixes: readonly (readonly [string, vscode.DiagnosticSeverity, string, string, RegExp])[] = [
  [
    "wrongType",
    error,
    `{ ${model}, "guardrailIdentifier": "abc", "guardrailVersion": 3, "body": {} }`,
    'Write it as "3"',
    /"guardrailVersion": "3"/,
  ],
  [
    "wrongType",
    error,
    `{ ${model}, "requestMetadata": { "n": 1 }, "body": {} }`,
    "Write the values as strings",
    /"requestMetadata": \{ ?"n": ?"1" ?\}/,
  ],
  [
    "bodyTwice",
    error,
    `{ ${model}, "body": {}, "bodyFile": "./a.json" }`,
    "Remove bodyFile",
    /^(?!.*bodyFile)/s,
  ],
  [
    "streamingUnsupported",
    warning,
    '{ "operation": "InvokeModelWithResponseStream", "modelId": "amazon.titan-embed-text-v2:0", "body": {} }',
    "Turn streaming off",
    /^(?!.*operation)/s,
  ],
  [
    "guardrailVersionMissing",
    error,
    `{ ${model}, "guardrailIdentifier": "abc", "body": {} }`,
    "Use DRAFT",
    /"guardrailVersion": "DRAFT"/,
  ],
  [
    "guardrailVersionAlone",
    warning,
    `{ ${model}, "guardrailVersion": "1", "body": {} }`,
    "Remove the version",
    /^(?!.*guardrailVersion)/s,
  ],
  [
    "contentType",
    warning,
    `{ ${model}, "contentType": "text/plain", "body": {} }`,
    "Use application/json",
    /^(?!.*text\/plain)/s,
  ],
  [
    "guardrailContentType",
    error,
    `{ ${model}, "guardrailIdentifier": "abc", "guardrailVersion": "1", "contentType": "text/plain", "body": {} }`,
    "Use application/json",
    /^(?!.*text\/plain)/s,
  ],
];

describe("the problems of a request in the text", () => {
  let document: vscode.TextDocument;

  before(async () => {
    await closeAll();
    writeFile("broken.payload.json", '{ "a": // no comments in a body file\n 1 }');
    document = await openText(writeFile(file, sound));
  });

  after(async () => {
    await closeAll();
    for (const name of [file, "broken.payload.json"]) removeFile(name);
  });

  for (const [code, severity, text, underlined] of problems)
    it(`says ${code} as ${vscode.DiagnosticSeverity[severity]}, and takes it back once mended`, async () => {
      await setText(document, text);
      const found = await problemOf(document, code);
      assert.equal(found.severity, severity);
      assert.equal(document.getText(found.range), underlined);
      assert.ok(found.message.length > 10);
      await setText(document, sound);
      await noProblems(document);
    });

  for (const [code, severity, text, title, mended] of fixes)
    it(`mends ${code} by the quick fix "${title}"`, async () => {
      await setText(document, text);
      const found = await problemOf(document, code);
      assert.equal(found.severity, severity);
      const actions = await quickFixes(document, found);
      const action = actions.find((each) => each.title === title);
      assert.ok(action?.edit, `among ${actions.map((each) => each.title).join(", ")}`);
      assert.ok(await vscode.workspace.applyEdit(action.edit));
      assert.match(document.getText(), mended);
      await eventually(`${code} to go`, [vscode.languages.onDidChangeDiagnostics], () =>
        ours(document).some((each) => each.code === code) ? undefined : true,
      );
    });

  it("offers no quick fix for a text that has changed since it was checked", async () => {
    await setText(document, `{ ${model}, "guardrailVersion": "1", "body": {} }`);
    const found = await problemOf(document, "guardrailVersionAlone");
    const [before] = await quickFixes(document, found);
    assert.equal(before?.title, "Remove the version");
    const text = `{ "trace": "ENABLED", ${model}, "guardrailVersion": "1", "body": {} }`;
    await setText(document, text);
    // By now it may have been checked again: then the fix is one for this text.
    for (const { edit } of await quickFixes(document, found))
      if (edit) await vscode.workspace.applyEdit(edit);
    const fixed = text.replace(', "guardrailVersion": "1"', "");
    assert.ok([text, fixed].includes(document.getText()), document.getText());
  });

  it("says that a body is over the service's limit", async () => {
    // A small text: VS Code itself takes long over one of 25 MB.
    const variables = JSON.stringify({ v: "x".repeat(100_000) });
    const body = JSON.stringify({ a: "{{v}}".repeat(250) });
    await setText(document, `{ ${model}, "variables": ${variables}, "body": ${body} }`);
    const found = await problemOf(document, "bodyTooLarge");
    assert.equal(found.severity, error);
    assert.match(found.message, /25,000,000/);
  });

  it("leaves a sound request alone, comments and trailing comma included", async () => {
    const { uri } = await openText(fileUri("claude-chat.bedrock.json"));
    const shown = await openText(document.uri);
    await setText(shown, '{ "body": {} }');
    // The other file was opened first, so its check has been made too.
    await problemOf(shown, "modelIdMissing");
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });

  it("are joined by those of the JSON schema", async () => {
    await setText(document, `{ ${model}, "trace": "SOMETIMES", "body": {} }`);
    const found = await eventually(
      "a warning of VS Code's JSON language",
      [vscode.languages.onDidChangeDiagnostics],
      () =>
        vscode.languages
          .getDiagnostics(document.uri)
          .find((each) => each.source !== "Bedrock Invoke" && /ENABLED_FULL/.test(each.message)),
    );
    assert.equal(found.severity, warning);
    assert.equal(document.getText(found.range), '"SOMETIMES"');
  });

  it("go when the file is closed", async () => {
    await setText(document, '{ "body": {} }');
    await problemOf(document, "modelIdMissing");
    await closeAll();
    await noProblems(document);
  });
});

function ours({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Bedrock Invoke");
}

async function problemOf(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  return await eventually(code, [vscode.languages.onDidChangeDiagnostics], () =>
    ours(document).find((each) => each.code === code),
  );
}

async function noProblems(document: vscode.TextDocument): Promise<void> {
  await eventually("no problems", [vscode.languages.onDidChangeDiagnostics], () =>
    ours(document).length === 0 ? true : undefined,
  );
}

async function quickFixes(
  { uri }: vscode.TextDocument,
  { range }: vscode.Diagnostic,
): Promise<readonly vscode.CodeAction[]> {
  return await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}
